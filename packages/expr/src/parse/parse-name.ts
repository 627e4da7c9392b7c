import type { TokenReader } from "./token-reader.ts";

/** A name in double quotes, or a word that SQL does not keep for itself. */
export function parseName(reader: TokenReader, expected: string): string {
  if (!reader.atName()) throw reader.unexpected(expected);
  return reader.take().text;
}
