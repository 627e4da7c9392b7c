import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { ExprSyntaxError, parseExpr } from "@starfix/expr/parse";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registerScalarFunctions } from "./functions/scalar-functions.ts";
import { readItems } from "./functions/vector-items.ts";
import { bigintText, doubleText, quoteName, quoteText } from "./sql-text.ts";
import { type Scope, translate } from "./translate/translate.ts";
import { leaf, RefusedError, refuseType, type Translated, type ValueType } from "./translate/translated.ts";

type Json = string | number | bigint | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Row = Readonly<Record<string, Json>>;

/** A case of the set. What is left out of it was not recorded. */
interface Case {
  readonly id: string;
  readonly expr?: string;
  readonly ingest?: string;
  readonly row?: Row | null;
  readonly group?: number | null;
  readonly type?: string;
  readonly value?: Json;
  readonly millis?: Json;
  readonly stored?: Json;
  readonly error?: Json;
  readonly unstable?: Json;
}

const COLUMNS: Readonly<Record<string, ValueType>> = {
  s1: "VARCHAR",
  s2: "VARCHAR",
  s3: "VARCHAR",
  l1: "BIGINT",
  l2: "BIGINT",
  d1: "DOUBLE",
  d2: "DOUBLE",
  f1: "FLOAT",
  t: "BIGINT",
};
const GROUP_COLUMNS: Readonly<Record<string, ValueType>> = {
  s: "VARCHAR",
  l: "BIGINT",
  d: "DOUBLE",
  f: "FLOAT",
  ts: "BIGINT",
};

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  registerScalarFunctions(connection);
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

test("every recorded expression is answered as Druid did or refused by name", { timeout: 120_000 }, async () => {
  const cases = readCases("expressions.jsonl");
  const tally = new Tally();
  for (const [expr, group] of grouped(cases, (one) => String(one.expr))) {
    const translated = attempt(expr, COLUMNS, false, tally);
    if (translated === undefined) {
      tally.refused += group.length;
      continue;
    }
    const fine = group.filter((one) => one.error === undefined);
    for (const [index, value] of (await evaluate(translated, fine)).entries())
      tally.judge(fine[index], translated, value);
    for (const one of group.filter((each) => each.error !== undefined)) {
      const answered =
        one.row === null ||
        (await evaluate(translated, [one]).then(
          () => true,
          () => false,
        ));
      if (answered) tally.wrong.push(`${expr} ${show(one.row)}: expected a refusal, received an answer`);
      else tally.exact++;
    }
  }
  tally.report("expressions");
  expect(tally.wrong).toEqual([]);
  expect(tally.exact + tally.refused).toBe(cases.length);
  expect(tally.exact).toBeGreaterThan(EXACT_EXPRESSIONS);
});

test("every recorded aggregate is answered as Druid did or refused by name", { timeout: 120_000 }, async () => {
  const cases = readCases("aggregates.jsonl");
  const tally = new Tally();
  await createGroups();
  for (const [expr, group] of grouped(cases, (one) => String(one.expr ?? one.ingest))) {
    const translated = attempt(expr, GROUP_COLUMNS, true, tally);
    if (translated === undefined) {
      tally.refused += group.length;
      continue;
    }
    const rows = await rowsOf(`SELECT g, ${translated.sql} FROM groups GROUP BY g`);
    const answers = new Map(rows.map(([g, value]) => [Number(g), value ?? null]));
    for (const one of group) {
      // A plain number in the store is the final value of one row; where it lacks the value read back is.
      const { stored, ...rest } = one;
      const final = one.ingest !== undefined && stored !== undefined ? { ...rest, value: stored } : rest;
      tally.judge(final, translated, answers.get(Number(one.group)) ?? null);
    }
  }
  tally.report("aggregates");
  expect(tally.wrong).toEqual([]);
  expect(tally.exact + tally.refused).toBe(cases.length);
  expect(tally.exact).toBeGreaterThan(EXACT_AGGREGATES);
});

/** Floors under the counts: what was exact once stays exact. */
const EXACT_EXPRESSIONS = 3850;
const EXACT_AGGREGATES = 680;

class Tally {
  exact = 0;
  refused = 0;
  readonly names = new Map<string, number>();
  readonly wrong: string[] = [];

  judge(one: Case | undefined, translated: Translated, value: DuckDBValue): void {
    if (one === undefined) throw new Error("an answer without a case");
    const problem = difference(one, translated, value);
    if (problem === undefined) this.exact++;
    else this.wrong.push(`${one.expr ?? one.ingest} ${show(one.row ?? one.group ?? null)}: ${problem}`);
  }

  report(what: string): void {
    process.stdout.write(`${what}: ${this.exact} exact, ${this.refused} refused, ${this.wrong.length} wrong\n`);
  }
}

function difference(one: Case, { type }: Translated, value: DuckDBValue): string | undefined {
  const stored = isRecord(one.stored) ? one.stored : undefined;
  const wanted = stored === undefined ? (one.millis ?? one.value ?? null) : (stored.value ?? null);
  const wantedType = String(stored?.type ?? one.type);
  const types: Readonly<Record<ValueType, string>> = {
    VARCHAR: "STRING",
    BIGINT: "LONG",
    TIMESTAMP: "LONG",
    BOOLEAN: "LONG",
    DOUBLE: "DOUBLE",
    FLOAT: "FLOAT",
    NULL: "STRING",
  };
  if (types[type] !== wantedType) return `expected the type ${wantedType}, received ${type}`;
  const same = normal(wanted, wantedType) === normal(value, wantedType);
  return same ? undefined : `expected ${show(wanted)}, received ${show(value as Json)}`;
}

/** A value as text in which equal values of a Druid type are equal. */
function normal(value: unknown, type: string): string {
  if (value === null) return "null";
  if (type === "LONG") return typeof value === "boolean" ? (value ? "1" : "0") : String(BigInt(String(value)));
  if (type === "DOUBLE") return signed(Number(value));
  if (type === "FLOAT") return signed(Math.fround(Number(value)));
  return `'${String(value)}'`;
}

/** The text of a zero has no sign. */
function signed(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

/** The translation, or undefined when it is refused, which must be by name. */
function attempt(
  expr: string,
  columns: Readonly<Record<string, ValueType>>,
  aggregates: boolean,
  tally: Tally,
): Translated | undefined {
  const scope: Scope = {
    column: (name) => {
      const type = columns[name] ?? refuseType(`column ${name}`);
      return leaf(type, type === "FLOAT" ? `CAST(${quoteName(name)} AS DOUBLE)` : quoteName(name));
    },
    aggregates,
  };
  try {
    return translate(parseExpr(expr), scope);
  } catch (error) {
    if (error instanceof RefusedError) {
      expect(error.refusal.name).not.toBe("");
      expect(error.refusal.message).toContain(error.refusal.name);
      tally.names.set(error.refusal.name, (tally.names.get(error.refusal.name) ?? 0) + 1);
      return undefined;
    }
    if (error instanceof ExprSyntaxError) return undefined;
    throw error;
  }
}

async function evaluate(translated: Translated, cases: readonly Case[]): Promise<readonly DuckDBValue[]> {
  if (cases.length === 0) return [];
  const rows = cases.map((one, index) => `(${index}, ${values(one.row ?? {}, COLUMNS)})`);
  const names = Object.keys(COLUMNS).map(quoteName).join(", ");
  const sql = `SELECT ${translated.sql} FROM (VALUES ${rows.join(", ")}) t (i, ${names}) ORDER BY i`;
  return (await rowsOf(sql)).map(([value]) => value ?? null);
}

async function rowsOf(sql: string): Promise<DuckDBValue[][]> {
  const rows: DuckDBValue[][] = [];
  for (const chunk of await (await connection.run(sql)).fetchAllChunks()) {
    const items = Array.from({ length: chunk.columnCount }, (_, index) => readItems(chunk, index));
    for (let row = 0; row < chunk.rowCount; row++) rows.push(items.map((item) => item(row)));
  }
  return rows;
}

function values(row: Row, columns: Readonly<Record<string, ValueType>>): string {
  return Object.entries(columns)
    .map(([name, type]) => literal(row[name] ?? null, type))
    .join(", ");
}

function literal(value: Json, type: ValueType): string {
  if (value === null) return `CAST(NULL AS ${type})`;
  if (type === "VARCHAR") return quoteText(String(value));
  if (type === "BIGINT") return bigintText(BigInt(String(value)));
  return type === "FLOAT" ? `CAST(${doubleText(Math.fround(Number(value)))} AS FLOAT)` : doubleText(Number(value));
}

async function createGroups(): Promise<void> {
  const groups = parseLine(fixture("aggregate-groups.json").replaceAll("\n", "")) as unknown as readonly {
    readonly group: number;
    readonly rows: readonly Row[];
  }[];
  const columns = Object.entries(GROUP_COLUMNS).map(([name, type]) => `${quoteName(name)} ${type}`);
  await connection.run(`CREATE OR REPLACE TABLE groups (g INTEGER, ${columns.join(", ")})`);
  for (const { group, rows } of groups) {
    if (rows.length === 0) continue;
    const tuples = rows.map((row) => `(${group}, ${values(row, GROUP_COLUMNS)})`);
    await connection.run(`INSERT INTO groups VALUES ${tuples.join(", ")}`);
  }
}

function readCases(name: string): readonly Case[] {
  return fixture(name)
    .trimEnd()
    .split("\n")
    .map((line) => parseLine(line) as unknown as Case);
}

function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/druid-truth/${name}`, import.meta.url), "utf8");
}

/** JSON with long integers kept exact, as bigint. */
function parseLine(line: string): Json {
  const marked = line.replace(/"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (token) =>
    token.startsWith('"') ? token : `"bigint:${token}"`,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === "string" && value.startsWith("bigint:") ? BigInt(value.slice(7)) : value,
  );
}

function grouped<TItem>(items: readonly TItem[], key: (item: TItem) => string): ReadonlyMap<string, readonly TItem[]> {
  const groups = new Map<string, TItem[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function isRecord(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: Json | undefined): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "nothing";
}
