import { CodegenError, createIssue, type Position, type SourceLine, type UnlocatedIssue } from "../issue.ts";
import { checkTree } from "./check-tree.ts";
import { isJsonObject, type JsonValue } from "./json.ts";
import { parseJson } from "./parse-json.ts";
import { type ParsedText, parseYaml } from "./parse-yaml.ts";
import { readLocalFile } from "./read-local-file.ts";

/** Supported versions of OpenAPI, without the patch number. */
export type OpenApiVersion = "3.0" | "3.1" | "3.2";

/** The content of one file, or of several bundled files, with the positions of its values. */
export interface LoadedDocument {
  /** The path as given, for messages. */
  readonly file: string;
  readonly root: JsonValue;
  /** The version that the document declares; undefined for anything but OpenAPI 3. */
  readonly version: OpenApiVersion | undefined;
  /** Absolute path or URL of every file that was read for it. */
  readonly inputs: readonly string[];
  /** Warnings of the loader. */
  readonly issues: readonly UnlocatedIssue[];
  /** The position of the value at a JSON pointer, or of its nearest existing ancestor. */
  locate(pointer: string): Position;
  /** The positions of many pointers, in one pass over each file. */
  locateAll(pointers: readonly string[]): Position[];
  /** The line of a position. */
  sourceLine(position: Position): SourceLine | undefined;
}

/** Reads and parses one YAML or JSON file, without following its references. */
export async function loadDocument(file: string, path: string = file): Promise<LoadedDocument> {
  return parseText(await readLocalFile(file, path), file, { inputs: [path] });
}

/** Limit of values after expanding aliases, against "billion laughs" documents. */
const MAX_ALIASED_VALUES = 2_000_000;

/** How a text is parsed. */
export interface TextOptions {
  /** Paths or URLs that it was read from. @default [] */
  readonly inputs?: readonly string[];
  /** Whether it must be JSON. @default whether the name of the file ends in `.json` */
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

/** Parses JSON as JSON, which is a hundred times faster than as YAML. */
function parseAny(text: string, file: string): ParsedText {
  if (/^\s*\{/.test(text)) {
    try {
      return parseJson(text, file);
    } catch {
      // Not JSON, so it is a YAML flow mapping.
    }
  }
  return parseYaml(text, file);
}

/** A `CodegenError` with one issue of a document. */
export function failAt(document: LoadedDocument, issue: UnlocatedIssue): CodegenError {
  const position = document.locate(issue.pointer);
  return new CodegenError([createIssue(issue, position, document.sourceLine(position))]);
}

function readVersion(root: JsonValue): OpenApiVersion | undefined {
  const given = isJsonObject(root) ? root.openapi : undefined;
  const match = typeof given === "string" ? /^(3\.[012])(\.\d|$)/.exec(given) : null;
  // The pattern allows only these three.
  return match ? (match[1] as OpenApiVersion) : undefined;
}
