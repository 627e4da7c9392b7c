import type { JsonValue } from "./json.ts";
import type { LoadedDocument } from "./load-document.ts";

/** A document without source text, such as a schema given as an object. */
export function documentOfValue(root: JsonValue, file: string): LoadedDocument {
  const position = { file, line: 1, column: 1 };
  return {
    file,
    root,
    version: undefined,
    inputs: [],
    issues: [],
    locate: () => position,
    locateAll: (pointers) => pointers.map(() => position),
    sourceLine: () => undefined,
  };
}
