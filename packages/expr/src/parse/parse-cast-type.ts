import type { CastNode, CastType } from "../nodes.ts";
import type { TokenReader } from "./token-reader.ts";

/** The names of types that Druid accepts, and their types. */
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

/** An array holds what Druid stores: whole numbers of any size are BIGINT, DECIMAL and REAL are DOUBLE. */
const ARRAYS: Readonly<Partial<Record<CastType, CastType>>> = {
  VARCHAR: "VARCHAR ARRAY",
  CHAR: "VARCHAR ARRAY",
  BIGINT: "BIGINT ARRAY",
  INTEGER: "BIGINT ARRAY",
  SMALLINT: "BIGINT ARRAY",
  TINYINT: "BIGINT ARRAY",
  DOUBLE: "DOUBLE ARRAY",
  REAL: "DOUBLE ARRAY",
  DECIMAL: "DOUBLE ARRAY",
  FLOAT: "FLOAT ARRAY",
};

/** How many numbers in parentheses may follow a type. */
const SIZES: Readonly<Partial<Record<CastType, number>>> = { VARCHAR: 1, CHAR: 1, DECIMAL: 2, TIMESTAMP: 1 };

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
  if (type === "TIMESTAMP" && size.size !== undefined) {
    // A constant would lose its milliseconds, a column would not.
    if (size.size[0] !== 3) throw reader.refuse(`a TIMESTAMP of ${size.size[0]} digits`, "write TIMESTAMP", token);
    return { type };
  }
  if (!reader.at("ARRAY")) return { type, ...size };
  const array = ARRAYS[type];
  if (array === undefined) throw reader.refuse(`an array of ${type}`);
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
