import { InvalidArgumentError, Option } from "commander";

/** How `--format` prints issues. */
export const reportFormats = ["text", "json", "sarif", "github"] as const;

/** How `starfix graph --format` prints a graph. */
export const graphFormats = ["text", "dot", "mermaid"] as const;

/** How `starfix query --format` prints rows. */
export const queryFormats = ["table", "csv", "ndjson"] as const;

/** Options that several commands have, each said in one way. */
export const cwdOption = (): Option => new Option("--cwd <dir>", "folder of the project").default(".");

export const outOption = (): Option => new Option("--out <dir>", "folder for the artifacts (default: the project's)");

export const jsonOption = (): Option => new Option("--json", "print one JSON object on stdout, all else on stderr");

export const paramOption = (): Option =>
  new Option("--param <name=value>", "value of a parameter of the definitions (repeatable)").argParser(parseParam);

export const urlOption = (): Option =>
  new Option("--url <url>", "origin of the service (env or .env STARFIX_URL; default: the last `starfix serve` here)");

export const projectOption = (): Option =>
  new Option("--project <id>", "id of the project (env or .env STARFIX_PROJECT_ID)");

export const apiKeyOption = (): Option => new Option("--api-key <key>", "API key; better given as env STARFIX_API_KEY");

export const formatOption = (words: readonly string[], what: string): Option =>
  // Both would have stdout for themselves.
  new Option("--format <format>", what).choices(words).default(words[0]).conflicts("json");

export type Params = Readonly<Record<string, string>>;

function parseParam(text: string, earlier: Params = {}): Params {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new InvalidArgumentError("Expected name=value, such as day=2026-01-01.");
  }
  if (Object.hasOwn(earlier, name)) throw new InvalidArgumentError(`The parameter ${name} is given twice.`);
  return { ...earlier, [name]: value };
}

export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError("Expected a whole number from 0 to 65535.");
  return port;
}

export function parseCount(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (!(count > 0 && Number.isSafeInteger(count))) throw new InvalidArgumentError("Expected a whole number from 1.");
  return count;
}

export function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}
