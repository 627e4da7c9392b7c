import { createPointerTree, nearestOffset, type PointerNode } from "./pointer-tree.ts";

/**
 * Finds the offsets of the values at some pointers, in one pass over valid JSON. Other values are skipped without
 * being parsed.
 */
export function locateJson(text: string, pointers: readonly string[]): number[] {
  const tree = createPointerTree(pointers);
  visit(text, skipSpace(text, 0), tree);
  return pointers.map((pointer) => nearestOffset(tree, pointer));
}

/** Walks the value at an offset; returns the offset after it. */
function visit(text: string, start: number, target: PointerNode): number {
  target.offset = start;
  const opening = text[start];
  if (target.children.size === 0 || (opening !== "{" && opening !== "[")) return skipValue(text, start);
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index++) {
    let key = String(index);
    if (opening === "{") {
      const end = skipString(text, at);
      const raw = text.slice(at + 1, end - 1);
      key = raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
      // After the colon.
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    const child = target.children.get(key);
    at = skipSpace(text, child ? visit(text, at, child) : skipValue(text, at));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return at + 1;
}

const QUOTE = 34;
const BACKSLASH = 92;

function skipValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return skipString(text, start);
  let at = start;
  if (!isOpening(first)) {
    while (at < text.length && !isEnd(text.charCodeAt(at))) at++;
    return at;
  }
  let depth = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = skipString(text, at);
      continue;
    }
    at++;
    if (isOpening(code)) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at;
  }
  return at;
}

function isOpening(code: number): boolean {
  return code === 123 || code === 91;
}

/** White space, a comma, or a closing bracket. */
function isEnd(code: number): boolean {
  return code <= 32 || code === 44 || code === 93 || code === 125;
}

function skipString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0) {
    let escapes = end - 1;
    while (text.charCodeAt(escapes) === BACKSLASH) escapes--;
    if ((end - escapes) % 2 === 1) return end + 1;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}
