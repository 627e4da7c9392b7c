import { readFile } from "node:fs/promises";

/** A file of a new project, out of the folder `templates` of this package. */
export function readTemplate(path: string): Promise<string> {
  // The same relative path from src and from dist.
  return readFile(new URL(`../templates/${path}`, import.meta.url), "utf8");
}
