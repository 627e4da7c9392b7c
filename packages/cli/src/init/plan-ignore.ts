import type { Edited } from "./plan-package.ts";

/** What must not be committed: packages, and the state folder with its keys. */
const wanted = ["node_modules/", ".starfix/"];

/** Adds to a `.gitignore` the lines that it lacks; `more` are those of what a build of the project writes. */
export function editIgnore(text: string, more: readonly string[] = []): Edited {
  const bare = (line: string): string => line.trim().replace(/^\//, "").replace(/\/$/, "");
  const there = new Set(text.split("\n").map(bare));
  const added = [...wanted, ...more].filter((line) => !there.has(bare(line)));
  if (added.length === 0) return { text, added };
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const before = text === "" || text.endsWith("\n") ? text : `${text}${eol}`;
  return { text: before + added.map((line) => `${line}${eol}`).join(""), added };
}
