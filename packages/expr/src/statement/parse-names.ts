import { parseName } from "../parse/parse-name.ts";
import { parseList } from "./parse-list.ts";
import type { StatementReader } from "./statement-reader.ts";

/** `(a, b)` */
export function parseNames(reader: StatementReader): readonly string[] {
  const opening = reader.expect("(");
  const names = parseList(reader, (at) => parseName(at, "the name of a column"));
  reader.expect(")", opening);
  return names;
}

/** `[AS] name`; a word alone that SQL keeps is none. */
export function parseAlias(reader: StatementReader): string | undefined {
  if (reader.eat("AS")) return parseName(reader, "a name after AS");
  return reader.atName() ? reader.take().text : undefined;
}
