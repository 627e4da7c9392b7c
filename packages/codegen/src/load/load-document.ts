import { readFile } from "node:fs/promises";
import { isNode, LineCounter, parseDocument } from "yaml";
import { CodegenError, type Diagnostic, type DiagnosticCode, type Position } from "../diagnostic.ts";
import type { JsonValue } from "./json.ts";
import { joinPointer, parsePointer } from "./json-pointer.ts";

/** A parsed file that still knows where each of its values stands. */
export interface LoadedDocument {
  /** The path as it was given, for messages. */
  readonly file: string;
  readonly root: JsonValue;
  /** The position of the value at a JSON pointer, or of the nearest value around it. */
  locate(pointer: string): Position;
}

/** Reads and parses one YAML or JSON file. A file that ends in `.json` is held to JSON. */
export async function loadDocument(file: string, path: string = file): Promise<LoadedDocument> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw fail(file, "unreadable_file", `expected a readable file, received ${code}`);
  }
  return parseText(text, file);
}

/** Parses the text of a document; `file` is its name in messages. */
export function parseText(text: string, file: string): LoadedDocument {
  return file.toLowerCase().endsWith(".json") ? parseJson(text, file) : parseYaml(text, file);
}

function parseJson(text: string, file: string): LoadedDocument {
  let root: JsonValue;
  try {
    root = JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const offset = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    const before = text.slice(0, offset).split("\n");
    throw fail(file, "syntax", `expected JSON, ${message}`, before.length, (before.at(-1)?.length ?? 0) + 1);
  }
  // Positions are only wanted when there is something to say, and a large JSON file is slow to parse as YAML.
  let located: LoadedDocument | undefined;
  return {
    file,
    root,
    locate(pointer) {
      located ??= parseYaml(text, file);
      return located.locate(pointer);
    },
  };
}

function parseYaml(text: string, file: string): LoadedDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    throw new CodegenError(
      document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return diagnostic(file, "syntax", error.message, line, col);
      }),
    );
  }
  let root: JsonValue;
  try {
    root = document.toJS();
  } catch (cause) {
    // Aliases that multiply beyond reason.
    throw fail(file, "syntax", cause instanceof Error ? cause.message : String(cause));
  }
  const loop = findLoop(root, "", new Set());
  if (loop !== undefined)
    throw fail(file, "syntax", `expected a tree, received an alias that holds itself at #${loop}`);
  return {
    file,
    root,
    locate(pointer) {
      const keys = parsePointer(pointer);
      for (let depth = keys.length; depth >= 0; depth--) {
        const node: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
        if (!isNode(node) || !node.range) continue;
        const { line, col } = lines.linePos(node.range[0]);
        return { file, line, column: col };
      }
      return { file, line: 1, column: 1 };
    },
  };
}

function findLoop(value: JsonValue, pointer: string, ancestors: Set<JsonValue>): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (ancestors.has(value)) return pointer;
  ancestors.add(value);
  for (const [key, member] of Object.entries(value)) {
    const loop = findLoop(member, joinPointer(pointer, key), ancestors);
    if (loop !== undefined) return loop;
  }
  ancestors.delete(value);
  return undefined;
}

function diagnostic(file: string, code: DiagnosticCode, message: string, line: number, column: number): Diagnostic {
  return { file, line, column, code, message, pointer: "" };
}

function fail(file: string, code: DiagnosticCode, message: string, line = 1, column = 1): CodegenError {
  return new CodegenError([diagnostic(file, code, message, line, column)]);
}
