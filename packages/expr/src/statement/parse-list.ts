import type { StatementReader } from "./statement-reader.ts";

/** Items between commas; one at least. */
export function parseList<TItem>(reader: StatementReader, parse: (reader: StatementReader) => TItem): readonly TItem[] {
  const items: TItem[] = [];
  do {
    items.push(parse(reader));
  } while (reader.eat(","));
  return items;
}
