import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isSeq,
  type ParsedNode,
  parseDocument,
} from "yaml";
import { CodegenError, createIssue, type Issue } from "../issue.ts";
import type { JsonValue } from "./json.ts";
import { keyText, locateYaml } from "./locate-yaml.ts";
import { TextLines } from "./text-lines.ts";

/** A parsed text and the positions of its values. */
export interface ParsedText {
  readonly root: JsonValue;
  readonly lines: TextLines;
  /** Whether aliases make a value appear in more than one place. */
  readonly hasAliases: boolean;
  offsetsOf(pointers: readonly string[]): number[];
}

/** Parses YAML 1.2, with the merge keys of 1.1, into JSON values. */
export function parseYaml(text: string, file: string): ParsedText {
  const lines = new TextLines(text);
  const fail = (message: string, offset = 0, code: Issue["code"] = "syntax"): Issue => {
    const position = lines.positionAt(file, offset);
    return createIssue({ code, pointer: "", message }, position, lines.lineAt(position));
  };
  try {
    const document = parseDocument(text, {
      logLevel: "error",
      merge: true,
      prettyErrors: false,
      resolveKnownTags: false,
      schema: "core",
      // The library's own check for duplicate keys takes quadratic time.
      uniqueKeys: false,
    });
    if (document.errors.some(({ message }) => message.includes("call stack"))) throw new RangeError();
    const { repeated, aliases } = inspect(document.contents);
    const errors = [
      ...document.errors.map((error) => fail(error.message, error.pos[0])),
      ...repeated.map(({ key, offset }) => fail(`expected unique keys, received ${JSON.stringify(key)} twice`, offset)),
    ];
    if (errors.length > 0) throw new CodegenError(errors);
    const root = toValue(document, (name, message) => {
      const alias = aliases.find(({ source }) => source === name);
      return new CodegenError([fail(message, alias?.range?.[0])]);
    });
    return {
      root,
      lines,
      hasAliases: aliases.length > 0,
      offsetsOf: (pointers) => locateYaml(document, pointers),
    };
  } catch (cause) {
    if (cause instanceof CodegenError) throw cause;
    if (cause instanceof RangeError)
      throw new CodegenError([fail("expected values nested at most 256 levels deep, received more", 0, "too_deep")]);
    throw new CodegenError([fail(cause instanceof Error ? cause.message : String(cause))]);
  }
}

function toValue(document: Document, failAlias: (name: string, message: string) => CodegenError): JsonValue {
  try {
    // `checkTree` limits aliases.
    return document.toJS({ maxAliasCount: -1 });
  } catch (cause) {
    const name = cause instanceof ReferenceError ? /^Unresolved alias .*: (.+)$/s.exec(cause.message)?.[1] : undefined;
    if (name === undefined) throw cause;
    throw failAlias(name, `expected the anchor &${name} before the alias, received none`);
  }
}

/** Visits the whole tree once, without recursion. */
function inspect(contents: ParsedNode | null): {
  readonly repeated: readonly { readonly key: string; readonly offset: number }[];
  readonly aliases: readonly Alias[];
} {
  const repeated: { key: string; offset: number }[] = [];
  const aliases: Alias[] = [];
  const open: unknown[] = [contents];
  while (open.length > 0) {
    const node = open.pop();
    if (isAlias(node)) aliases.push(node);
    if (isSeq(node)) for (const item of node.items) if (isCollection(item) || isAlias(item)) open.push(item);
    if (!isMap(node)) continue;
    const keys = new Set<string>();
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      if (isCollection(pair.value) || isAlias(pair.value)) open.push(pair.value);
      const key = keyText(pair.key);
      if (keys.has(key) && key !== "<<")
        repeated.push({ key, offset: isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0 });
      keys.add(key);
    }
  }
  return { repeated, aliases };
}
