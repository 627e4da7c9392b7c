import { CodegenError, createIssue, type Position, type SourceLine, type UnlocatedIssue } from "../issue.ts";
import { checkTree } from "./check-tree.ts";
import { isJsonObject, type JsonValue } from "./json.ts";
import { parseJson } from "./parse-json.ts";
import { type ParsedText, parseYaml } from "./parse-yaml.ts";
import { readLocalFile } from "./read-local-file.ts";

/** The versions of OpenAPI that are read, without their patch. */
export type OpenApiVersion = "3.0" | "3.1" | "3.2";

/** What one file holds, or several brought together, with the place of each value. */
export interface LoadedDocument {
  /** The path as it was given, for messages. */
  readonly file: string;
  readonly root: JsonValue;
  /** What the document says of itself; undefined for anything else than OpenAPI 3. */
  readonly version: OpenApiVersion | undefined;
  /** Absolute path of every file that was read for it, or its address where it is remote. */
  readonly inputs: readonly string[];
  /** What loading found that is worth a look. */
  readonly issues: readonly UnlocatedIssue[];
  /** The position of the value at a JSON pointer, or of the nearest value around it. */
  locate(pointer: string): Position;
  /** The same for many pointers, in one pass over each file. */
  locateAll(pointers: readonly string[]): Position[];
  /** The line that a position is in. */
  sourceLine(position: Position): SourceLine | undefined;
}

/** Reads and parses one YAML or JSON file, without following its references. */
export async function loadDocument(file: string, path: string = file): Promise<LoadedDocument> {
  return parseText(await readLocalFile(file, path), file, { inputs: [path] });
}

/** More values than this, by aliases, is no document but an attack. */
const MAX_ALIASED_VALUES = 2_000_000;

/** What is known of a text beside itself. */
export interface TextOptions {
  /** Where it was read. @default [] */
  readonly inputs?: readonly string[];
  /** Whether it is held to JSON. @default whether the name of the file ends in `.json` */
  readonly isJson?: boolean;
}

/** Parses the text of a document; `file` is its name in messages. */
export function parseText(text: string, file: string, options: TextOptions = {}): LoadedDocument {
  const { inputs = [], isJson = file.toLowerCase().endsWith(".json") } = options;
  const { root, lines, hasAliases, offsetsOf } = isJson ? parseJson(text, file) : parseAny(text, file);
  const document: LoadedDocument = {
    file,
    root,
    version: readVersion(root),
    inputs,
    issues: [],
    locate: (pointer) => lines.positionAt(file, offsetsOf([pointer])[0] ?? 0),
    locateAll: (pointers) => offsetsOf(pointers).map((offset) => lines.positionAt(file, offset)),
    sourceLine: (position) => (position.file === file ? lines.lineAt(position) : undefined),
  };
  const issue = checkTree(root, hasAliases ? MAX_ALIASED_VALUES : undefined);
  if (issue) throw failAt(document, issue);
  return document;
}

/** JSON is YAML, too, but a hundred times faster to parse as what it is. */
function parseAny(text: string, file: string): ParsedText {
  if (/^\s*\{/.test(text)) {
    try {
      return parseJson(text, file);
    } catch {
      // A flow mapping of YAML.
    }
  }
  return parseYaml(text, file);
}

/** An error at one place of a document. */
export function failAt(document: LoadedDocument, issue: UnlocatedIssue): CodegenError {
  const position = document.locate(issue.pointer);
  return new CodegenError([createIssue(issue, position, document.sourceLine(position))]);
}

function readVersion(root: JsonValue): OpenApiVersion | undefined {
  const given = isJsonObject(root) ? root.openapi : undefined;
  const match = typeof given === "string" ? /^(3\.[012])(\.\d|$)/.exec(given) : null;
  // The pattern allows these three only.
  return match ? (match[1] as OpenApiVersion) : undefined;
}
