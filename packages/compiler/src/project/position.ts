import { relative, sep } from "node:path";

/** A place in a source file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * Formats a position relative to a folder, with `/` on every system.
 *
 * @example
 * formatPosition({ file: "/home/ana/project/definitions/koalas.ts", line: 10, column: 14 }, "/home/ana/project");
 * // => "definitions/koalas.ts:10:14"
 */
export function formatPosition({ file, line, column }: Position, cwd: string): string {
  return `${pathForPeople(file, cwd)}:${line}:${column}`;
}

/** A path relative to a folder, with `/` on every system. */
export function pathForPeople(file: string, cwd: string): string {
  // Most files are below the folder, and `relative` takes both paths apart each time.
  if (sep === "/" && file.startsWith(`${cwd}/`)) return file.slice(cwd.length + 1);
  return relative(cwd, file).split(sep).join("/");
}
