import { InvalidArgumentError } from "commander";
import { isUrl } from "../config/parse-config.ts";
import type { FailOn } from "../diff/exit-code-of.ts";
import type { DiffStyle } from "../diff/format-diff.ts";
import { isTargetName, TARGET_NAMES, type TargetName } from "../targets/target-table.ts";

/** The parsed command line; an option that is not given is undefined. */
export interface Flags {
  readonly document: string | undefined;
  readonly out?: string;
  readonly overlay?: readonly string[];
  readonly target?: readonly TargetName[];
  /** Path of a file, or `false` to use no configuration. */
  readonly config?: string | false;
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly github?: boolean;
  readonly allowRemote?: boolean;
  readonly schemaBase?: string;
  readonly jsonSchemaDraft?: "2020-12" | "draft-07";
  readonly builderBases?: boolean;
  readonly cache: boolean;
}

/** The parsed command line of `diff`. */
export interface DiffFlags {
  readonly failOn?: FailOn;
  readonly format?: DiffStyle;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly overlay?: readonly string[];
  readonly allowRemote?: boolean;
}

export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

/** Parses one of the given words. */
export function oneOf<TWord extends string>(words: readonly TWord[]): (value: string) => TWord {
  return (value) => {
    const word = words.find((known) => known === value);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`expected ${words.join(", ")}, received ${value}`);
  };
}

export function parseTargets(value: string): TargetName[] {
  return value.split(",").map((name) => {
    if (isTargetName(name)) return name;
    throw new InvalidArgumentError(`expected ${TARGET_NAMES.join(", ")}, received ${name}`);
  });
}

export function parseUrl(value: string): string {
  if (isUrl(value)) return value;
  throw new InvalidArgumentError(`expected a URL, received ${value}`);
}
