import { CodegenError, createIssue } from "../issue.ts";
import type { JsonValue } from "./json.ts";
import { locateJson } from "./locate-json.ts";
import type { ParsedText } from "./parse-yaml.ts";
import { TextLines } from "./text-lines.ts";

/** Parses JSON; positions are computed on demand. */
export function parseJson(text: string, file: string): ParsedText {
  const lines = new TextLines(text);
  let root: JsonValue;
  try {
    root = JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = lines.positionAt(file, Number(/at position (\d+)/.exec(message)?.[1] ?? text.length));
    const issue = { code: "syntax", pointer: "", message: `expected JSON, ${message}` } as const;
    throw new CodegenError([createIssue(issue, position, lines.lineAt(position))]);
  }
  return { root, lines, hasAliases: false, offsetsOf: (pointers) => locateJson(text, pointers) };
}
