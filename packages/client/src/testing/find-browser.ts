import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES: readonly string[] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** The path of a command, or undefined where there is none. */
export function findCommand(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

/** The path of a browser that can be driven, or undefined where there is none. */
export function findBrowser(): string | undefined {
  return findCommand(NAMES);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
