import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import type { FolderSteps, InitStep } from "./plan-init.ts";
import type { Edited } from "./plan-package.ts";

const FILE = "pnpm-workspace.yaml";
const ANSWER = "esbuild: false";

/**
 * Sets whether pnpm runs the script of esbuild, which the compiler uses: it only checks its binary, and an install
 * without the setting ends with status 1. In a workspace the file at its root says that.
 */
export async function pnpmSteps(folder: string, { read, edit }: FolderSteps): Promise<readonly InitStep[]> {
  const above = (await read(FILE)) === undefined ? await workspaceAbove(dirname(folder)) : undefined;
  if (above === undefined) return [await edit(FILE, "", editWorkspace)];
  if (editWorkspace(above.text).added.length === 0) return [];
  const path = relative(folder, above.file).split(sep).join("/");
  return [{ path, action: "kept", note: `is the whole workspace's; add ${ANSWER} to its allowBuilds` }];
}

/** Adds the answer about esbuild to a `pnpm-workspace.yaml`, unless it has one. */
export function editWorkspace(text: string): Edited {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const added = [`allowBuilds ${ANSWER}`];
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^allowBuilds:/.test(line));
  const head = lines[start];
  if (head === undefined) {
    const before = text === "" || text.endsWith("\n") ? text : `${text}${eol}`;
    return { text: `${before}allowBuilds:${eol}  ${ANSWER}${eol}`, added };
  }
  const next = lines.findIndex((line, index) => index > start && /^[^\s#]/.test(line));
  const block = lines.slice(start, next === -1 ? undefined : next).map((line) => line.replace(/#.*/, ""));
  if (block.some((line) => /\besbuild\b/.test(line))) return { text, added: [] };
  const isInline = /^allowBuilds:\s*\{/.test(head);
  const indent = block.map((line) => /^(\s+)\S/.exec(line)?.[1]).find((found) => found !== undefined) ?? "  ";
  const changed = isInline
    ? head.replace(/\{\s*/, `{ ${ANSWER}, `).replace(/,\s*\}/, " }")
    : `${head}${eol}${indent}${ANSWER}`;
  return { text: [...lines.slice(0, start), changed, ...lines.slice(start + 1)].join(eol), added };
}

async function workspaceAbove(start: string): Promise<{ readonly file: string; readonly text: string } | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, FILE);
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) return { file, text };
    if (folder === dirname(folder)) return undefined;
  }
}
