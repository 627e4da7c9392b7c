import type { CastNode, CastType } from "../nodes.ts";
import type { TokenReader } from "./token-reader.ts";

/** Each word that Druid takes as a type, and the one word that stands for it. */
const TYPES: Readonly<Record<string, CastType>> = {
  VARCHAR: "VARCHAR",
  CHAR: "CHAR",
  CHARACTER: "CHAR",
  BIGINT: "BIGINT",
  INTEGER: "INTEGER",
  INT: "INTEGER",
  SMALLINT: "SMALLINT",
  TINYINT: "TINYINT",
  DOUBLE: "DOUBLE",
  FLOAT: "FLOAT",
  REAL: "REAL",
  DECIMAL: "DECIMAL",
  DEC: "DECIMAL",
  NUMERIC: "DECIMAL",
  BOOLEAN: "BOOLEAN",
  TIMESTAMP: "TIMESTAMP",
  DATE: "DATE",
};

const ARRAYS: Readonly<Partial<Record<CastType, CastType>>> = {
  VARCHAR: "VARCHAR ARRAY",
  BIGINT: "BIGINT ARRAY",
  DOUBLE: "DOUBLE ARRAY",
  FLOAT: "FLOAT ARRAY",
};

/** How many numbers in parentheses may follow a type. */
const SIZES: Readonly<Partial<Record<CastType, number>>> = { VARCHAR: 1, CHAR: 1, DECIMAL: 2 };

export function parseCastType(reader: TokenReader): Pick<CastNode, "type" | "size"> {
  const token = reader.peek();
  const base = token.kind === "word" && Object.hasOwn(TYPES, token.upper) ? TYPES[token.upper] : undefined;
  if (base === undefined) {
    throw reader.fail({
      expected: "a type (VARCHAR, BIGINT, DOUBLE, FLOAT, BOOLEAN, TIMESTAMP, DATE …)",
      found: token.kind === "end" ? "end of input" : token.text,
    });
  }
  reader.take();
  if (base === "DOUBLE") reader.eat("PRECISION");
  const type = base === "CHAR" && reader.eat("VARYING") ? "VARCHAR" : base;
  const size = parseSize(reader, SIZES[type] ?? 0);
  if (!reader.at("ARRAY")) return { type, ...size };
  const array = ARRAYS[type];
  if (array === undefined || size.size !== undefined) throw reader.refuse(`an array of ${type}`);
  reader.take();
  return { type: array };
}

function parseSize(reader: TokenReader, most: number): { readonly size?: readonly number[] } {
  if (most === 0 || !reader.at("(")) return {};
  const opening = reader.take();
  const size: number[] = [];
  do {
    const token = reader.peek();
    if (token.kind !== "number" || !/^\d{1,9}$/.test(token.text)) throw reader.unexpected("a whole number");
    size.push(Number(reader.take().text));
  } while (size.length < most && reader.eat(","));
  reader.expect(")", opening);
  return { size };
}
