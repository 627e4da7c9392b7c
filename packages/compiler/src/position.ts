import { relative, sep } from "node:path";

/** A place in a source file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A position for people: relative to a folder, with `/` on every system.
 *
 * @example
 * formatPosition({ file: "/home/ana/project/definitions/koalas.ts", line: 10, column: 14 }, "/home/ana/project");
 * // => "definitions/koalas.ts:10:14"
 */
export function formatPosition(position: Position, cwd: string): string {
  return `${relative(cwd, position.file).split(sep).join("/")}:${position.line}:${position.column}`;
}
