import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type YAMLMap } from "yaml";
import { createPointerTree, nearestOffset, type PointerNode } from "./pointer-tree.ts";

/** Finds the offsets of the values at some pointers in a parsed YAML text. Each mapping on a path is read once. */
export function locateYaml(document: Document, pointers: readonly string[]): number[] {
  const tree = createPointerTree(pointers);
  visit(document, document.contents, 0, tree);
  return pointers.map((pointer) => nearestOffset(tree, pointer));
}

function visit(document: Document, node: unknown, fallback: number, target: PointerNode): void {
  target.offset = isNode(node) && node.range ? node.range[0] : fallback;
  if (target.children.size === 0) return;
  const value = isAlias(node) ? node.resolve(document) : node;
  if (isMap(value)) {
    const pairs = pairsByKey(value);
    for (const [key, child] of target.children) {
      const pair = pairs.get(key);
      if (pair) visit(document, pair.value, isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0, child);
    }
  } else if (isSeq(value)) {
    for (const [key, child] of target.children) {
      const item = value.items[Number(key)];
      if (item !== undefined) visit(document, item, target.offset, child);
    }
  }
}

function pairsByKey(map: YAMLMap): Map<string, YAMLMap["items"][number]> {
  const pairs = new Map<string, YAMLMap["items"][number]>();
  for (const pair of map.items) {
    if (isPair(pair)) pairs.set(keyText(pair.key), pair);
  }
  return pairs;
}

/** The member name of a YAML key. */
export function keyText(key: unknown): string {
  const value = isScalar(key) ? key.value : key;
  return value === null || value === undefined ? "" : String(value);
}
