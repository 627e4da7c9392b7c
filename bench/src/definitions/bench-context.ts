import { existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { ROOT, WORK } from "../paths.ts";
import type { DefinitionsBenchOptions } from "./options.ts";

/** What every section needs: the options and a folder of this run. */
export interface BenchContext {
  readonly options: DefinitionsBenchOptions;
  readonly folder: string;
  /** A line on stderr. */
  say(text: string): void;
}

/** The command of ours, as it is published. */
export const CLI: string = join(ROOT, "packages/cli/bin/starfix.js");

export function createContext(options: DefinitionsBenchOptions, say: (text: string) => void): BenchContext {
  if (!existsSync(join(ROOT, "packages/cli/dist"))) throw new Error("expected a build of starfix: npm run setup");
  mkdirSync(WORK, { recursive: true });
  return { options, folder: mkdtempSync(join(WORK, "definitions-")), say };
}
