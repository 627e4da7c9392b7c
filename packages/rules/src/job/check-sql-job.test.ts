import { readFileSync } from "node:fs";
import type { CreateSqlJobRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import { formatRuleIssue } from "../issues/rule-issue.ts";
import type { KnownTable } from "../rule-context.ts";
import { contextOf, type KnownThings } from "../testing/requests.ts";
import { checkJob } from "./check-job.ts";

/** The statements of a fixture, each with its title: `7: a whole table`, or what is refused: `7: missing_time 1:24`. */
function statementsOf(file: string): readonly (readonly [title: string, sql: string])[] {
  const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), "utf8");
  return text
    .split(/^-- (?=\d+: )/m)
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [title = "", ...lines] = part.split("\n");
      return [title, lines.join("\n").trimEnd()];
    });
}

/** What is wrong with a statement: `code line:column: sentence`. */
function issuesOf(query: string, known: KnownThings = {}, more: Partial<CreateSqlJobRequest> = {}): readonly string[] {
  const parameters = [...query.matchAll(/\?/g)].map(() => ({ type: "VARCHAR", value: "a" }) as const);
  const { issues } = checkJob({ type: "sql", query, parameters, ...more }, contextOf(known));
  return issues.map((issue) => {
    const before = query.slice(0, issue.span?.start).split("\n");
    const place = issue.span ? `${before.length}:${(before.at(-1) ?? "").length + 1}` : "-";
    return `${issue.code} ${place}: ${formatRuleIssue(issue)}`;
  });
}

const accepted = statementsOf("statements-accepted.sql");
const refused = statementsOf("statements-refused.sql");

test("there are at least forty statements of each kind", () => {
  expect(accepted.length).toBeGreaterThanOrEqual(40);
  expect(refused.length).toBeGreaterThanOrEqual(40);
});

test.each(accepted)("%s is accepted", (title, sql) => {
  // Druid reads these from elsewhere, which the service does not.
  const want = title.includes("(external)") ? ["source_type"] : [];
  expect(issuesOf(sql).map((issue) => issue.split(" ")[0])).toEqual(want);
});

test.each(refused)("%s is refused there", (title, sql) => {
  const [, want] = title.split(": ");
  expect(issuesOf(sql).map((issue) => issue.split(": ")[0])).toEqual([want]);
});

test("the sentence of each statement that is refused", async () => {
  const told = refused.map(
    ([title, sql]) =>
      `${title}\n${issuesOf(sql)
        .map((issue) => `  ${issue}\n`)
        .join("")}`,
  );
  await expect(told.join("")).toMatchFileSnapshot("../../fixtures/statements-refused.txt");
});

const visits: KnownTable = {
  name: "visits",
  type: "detail",
  schemaMode: "strict",
  columns: [
    { name: "shop", role: "dimension", dataType: "string" },
    { name: "seconds", role: "dimension", dataType: "long" },
  ],
};

test("columns of a declared table are known where they are read", () => {
  const query = (select: string): string =>
    `INSERT INTO "t" SELECT "__time", ${select} FROM "visits" PARTITIONED BY DAY`;
  expect(issuesOf(query('UPPER("shop") AS "shop"'), { tables: [visits] })).toEqual([]);
  expect(issuesOf(query('"shp"'), { tables: [visits] })).toEqual([
    'invalid_expression 1:34: query: unknown column: "shp" is not in the tables in FROM, which have "__time", "shop", "seconds"; did you mean "shop"?',
  ]);
  expect(issuesOf(query('"shp"'), { tables: [{ ...visits, schemaMode: "flexible" }] })).toEqual([]);
  expect(issuesOf(query('TIME_PARSE("seconds") AS "x"'), { tables: [{ ...visits, schemaMode: "flexible" }] })).toEqual([
    expect.stringMatching(/^invalid_expression 1:45: query: wrong type: TIME_PARSE takes text/),
  ]);
});

test("an aggregate table has a count of its rows", () => {
  const tables = [{ ...visits, type: "aggregate" as const }];
  const query = `INSERT INTO "t" SELECT "__time", SUM("__count") AS "n" FROM "visits" GROUP BY 1 PARTITIONED BY DAY`;
  expect(issuesOf(query, { tables })).toEqual([]);
  expect(issuesOf(query, { tables: [visits] })).toEqual([
    expect.stringMatching(/^invalid_expression 1:38: query: unknown column: "__count"/),
  ]);
});

test("a star over an aggregate table has its count once, and columns of unknown types leave it open", () => {
  const table: KnownTable = { ...visits, type: "aggregate" };
  const star = 'INSERT INTO "t" SELECT * FROM "visits" PARTITIONED BY DAY';
  expect(issuesOf(star, { tables: [table] })).toEqual([]);
  const untyped: KnownTable = { ...table, columns: [...table.columns, { name: "area", role: "dimension" }] };
  const query = 'INSERT INTO "t" SELECT "__time", "area" FROM "visits" PARTITIONED BY DAY';
  expect(issuesOf(query, { tables: [untyped] })).toEqual([]);
  expect(issuesOf(query, { tables: [table] })).toEqual([expect.stringMatching(/ unknown column: "area" /)]);
});

test("columns fit a declared table where they are written", () => {
  const query = (select: string): string =>
    `REPLACE INTO "visits" OVERWRITE ALL\nSELECT "__time", ${select} FROM "raw" PARTITIONED BY DAY`;
  const of = (select: string): readonly string[] => issuesOf(query(select), { tables: [visits] });
  expect(of(`"shop", CAST("seconds" AS BIGINT) AS "seconds"`)).toEqual([]);
  expect(of(`"shop" AS "shp"`)).toEqual([
    'column_not_in_table 2:18: strict table "visits" has no column "shp": expected one of __time, shop, seconds',
  ]);
  expect(of(`1 AS "shop"`)).toEqual([
    'column_type 2:18: column "shop" of table "visits": expected string, which takes VARCHAR, received BIGINT',
  ]);
});

test("a statement that appends to what it reads is a warning at the table", () => {
  expect(issuesOf('INSERT INTO "visits" SELECT * FROM "visits" PARTITIONED BY DAY')).toEqual([
    expect.stringMatching(/^reads_its_target 1:36: the job reads table "visits" and appends to it/),
  ]);
  expect(issuesOf('REPLACE INTO "visits" OVERWRITE ALL SELECT * FROM "visits" PARTITIONED BY DAY')).toEqual([]);
});

test("where all tables are known, each that is read is one of them", () => {
  const query = 'INSERT INTO "visits" WITH x AS (SELECT * FROM "raw") SELECT x.* FROM x, lookup.l PARTITIONED BY DAY';
  const known = { tables: [visits], complete: true };
  expect(issuesOf(query, known)).toEqual([
    'unknown_table 1:47: unknown table: expected a table of this project, received "raw"',
  ]);
});

/** A statement over a source of the service. */
function over(source: object): string {
  const json = JSON.stringify(source).replaceAll("'", "''");
  return `INSERT INTO "t"\nSELECT TIME_PARSE("at") AS "__time", "shop"\nFROM TABLE(POLARIS_SOURCE('${json}'))\nPARTITIONED BY DAY`;
}

const source = {
  type: "s3",
  connectionName: "demo-conn",
  objects: ["a.json"],
  inputSchema: [
    { name: "at", dataType: "string" },
    { name: "shop", dataType: "string" },
  ],
};

test("a source of the service is checked as that of a batch job, at its place in the JSON", () => {
  expect(issuesOf(over(source))).toEqual([]);
  expect(issuesOf(over({ ...source, inputSchema: source.inputSchema.slice(0, 1) }))).toEqual([
    expect.stringMatching(/^invalid_expression 2:38: query: unknown column: "shop"/),
  ]);
  expect(issuesOf(over({ ...source, objects: ["a.json", "b.json", "a.json"] }))).toEqual([
    'selected_twice 3:99: "a.json" is named twice, and its rows may be read twice: name it once',
  ]);
  expect(issuesOf(over({ ...source, objects: undefined, uris: ["s3://other/a.json"] }))).toEqual([
    expect.stringMatching(/^uri_of_another_bucket 3:\d+: /),
  ]);
  expect(issuesOf(over({ ...source, objects: [] }))).toEqual([expect.stringMatching(/^missing_selection 3:\d+: /)]);
  expect(issuesOf(over({ ...source, type: "ftp" }))).toEqual([
    'invalid_query 3:27: invalid query: expected the source of a job as JSON, such as {"type":"s3","connectionName":"…","objects":["…"],"inputSchema":[…]}, received JSON that is none',
  ]);
  expect(issuesOf(over(source).replace("{", "{{"))).toEqual([
    expect.stringMatching(/^invalid_query 3:27: .* received a text that is not JSON$/),
  ]);
});

test("a connection that no definition has is an issue where all names are known", () => {
  const query = over({ ...source, connectionName: "no-such" });
  const issues = (connectionNames: ReadonlySet<string>): readonly string[] =>
    checkJob({ type: "sql", query }, { ...contextOf(), connectionNames }).issues.map(
      ({ code, span }) => `${code} ${query.slice(span?.start, span?.end)}`,
    );
  expect(issues(new Set(["no-such"]))).toEqual([]);
  expect(issues(new Set(["demo-conn"]))).toEqual(['unknown_connection "no-such"']);
  expect(issuesOf(query)).toEqual([]);
});

test("external data is read from the statement alone", () => {
  const extern = (input: string): string =>
    `INSERT INTO "t" SELECT TIME_PARSE("at") AS "__time" FROM TABLE(${input}) EXTEND ("at" VARCHAR) PARTITIONED BY DAY`;
  const json = `'{"type":"json"}'`;
  expect(issuesOf(extern(`EXTERN('{"type":"inline","data":"{}"}', ${json})`))).toEqual([]);
  expect(issuesOf(extern(`EXTERN('{"type":"http","uris":["https://example.com/a"]}', ${json})`))).toEqual([
    'source_type 1:80: invalid source: expected inline data, or POLARIS_SOURCE with a connection of the project, received "http"',
  ]);
  expect(issuesOf(extern(`EXTERN(inputFormat => ${json}, inputSource => '{"type":"s3"}')`))).toEqual([
    expect.stringMatching(/^source_type 1:129: /),
  ]);
  expect(issuesOf(extern(`S3(uris => ARRAY['s3://a/b'], format => 'csv')`))).toEqual([
    expect.stringMatching(/^source_type 1:58: .* received the function S3$/),
  ]);
  expect(issuesOf(extern(`EXTERN('{"type":"inline}', ${json})`))).toEqual([
    expect.stringMatching(/^invalid_query 1:71: invalid query: expected an input source as JSON/),
  ]);
  expect(issuesOf(extern("STAGED(source => 'x')"))).toEqual([]);
});

test("the bounds of what is replaced are those of chunks, in the time zone of the job", () => {
  const query = `REPLACE INTO "t" OVERWRITE WHERE "__time" >= TIMESTAMP '2026-01-01 05:00:00' AND "__time" < TIMESTAMP '2026-01-02 05:00:00' SELECT * FROM "t" PARTITIONED BY DAY`;
  expect(issuesOf(query)).toEqual([
    'misaligned_interval 1:34: interval "2026-01-01T05:00:00.000Z/2026-01-02T05:00:00.000Z" cuts a time chunk of length day: begin and end with a chunk, in UTC',
  ]);
  expect(issuesOf(query, {}, { context: { sqlTimeZone: "America/New_York" } })).toEqual([]);
  expect(issuesOf(query.replace("DAY", "HOUR"))).toEqual([]);
});

test("what a statement writes is part of the checked job", () => {
  const jobOf = (query: string): unknown => checkJob({ type: "sql", query }, contextOf()).job;
  const time = "TIMESTAMP '2026-01-01 00:00:00'";
  expect(
    jobOf(
      `REPLACE INTO druid.t OVERWRITE WHERE __time >= ${time} AND __time < TIMESTAMP '2026-01-02 00:00:00' SELECT ${time} AS __time, 1 AS n PARTITIONED BY DAY`,
    ),
  ).toMatchObject({
    table: "t",
    ingestion: { mode: "replace", intervals: ["2026-01-01T00:00:00.000Z/2026-01-02T00:00:00.000Z"] },
    columns: [
      { name: "__time", type: "TIMESTAMP" },
      { name: "n", type: "BIGINT" },
    ],
  });
  const open = jobOf('INSERT INTO "t" SELECT * FROM "u" PARTITIONED BY DAY');
  expect(open).toMatchObject({ ingestion: { mode: "append" } });
  expect(open).not.toHaveProperty("columns");
});
