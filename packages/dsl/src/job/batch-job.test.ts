import { printExpr } from "@starfix/expr";
import { expect, test } from "vitest";
import { s3Connection } from "../connection/s3-connection.ts";
import { max, timeParse } from "../index.ts";
import { batchJob } from "./batch-job.ts";
import type { ExpressionNode } from "./batch-job-node.ts";

const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");

const base = batchJob("koalas")
  .from(demo)
  .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
  .format("nd-json")
  .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
  .into("Koalas", { createIfMissing: true });

function sqlOf(expression: ExpressionNode): string {
  return expression.kind === "sql" ? expression.sql : printExpr(expression.node);
}

test("a job holds what it was given", () => {
  const node = base
    .map((c) => ({ __time: timeParse(c.timestamp), max_session_length: max(c.session_length) }))
    .maxParseExceptions(3)
    .toNode();
  expect(node).toMatchObject({
    kind: "job",
    id: "koalas",
    selection: { uris: ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] },
    format: "nd-json",
    target: { table: "Koalas", createIfMissing: true },
    maxParseExceptions: 3,
  });
  expect(node.connection.name).toBe("demo-conn");
  expect(node.input.at(-1)).toEqual({ name: "session_length", dataType: "long" });
  expect(node.mappings.map(({ column, expression }) => [column, sqlOf(expression)])).toEqual([
    ["__time", 'TIME_PARSE("timestamp")'],
    ["max_session_length", 'MAX("session_length")'],
  ]);
});

test("mappings as expressions and as SQL text mix, and a second call adds columns", () => {
  const node = base
    .map((c) => ({ __time: timeParse(c.timestamp), city: '"city"' }))
    .map({ session: '"session"' })
    .toNode();
  expect(node.mappings.map(({ column, expression }) => [column, expression.kind, sqlOf(expression)])).toEqual([
    ["__time", "built", 'TIME_PARSE("timestamp")'],
    ["city", "sql", '"city"'],
    ["session", "sql", '"session"'],
  ]);
});

test("a column that is mapped twice is refused", () => {
  expect(() => base.map({ city: '"city"' }).map({ city: '"session"' })).toThrow('column "city" is mapped twice');
});

test("the last selection of objects holds", () => {
  const node = base
    .prefixes("a/")
    .pattern("polaris-ingest/*.json.gz")
    .map({ __time: 'TIME_PARSE("timestamp")' })
    .toNode();
  expect(node.selection).toEqual({ pattern: "polaris-ingest/*.json.gz" });
});

test("a job without an id has none", () => {
  expect(
    batchJob().from(demo).objects("a").input({ t: "string" }).into("T").map({ __time: 'TIME_PARSE("t")' }).toNode().id,
  ).toBeUndefined();
});

test("a filter is a condition over the columns or SQL text", () => {
  const node = base.filter('"city" IS NOT NULL').map({ __time: 'TIME_PARSE("timestamp")' }).toNode();
  expect(node.filter).toEqual({ kind: "sql", sql: '"city" IS NOT NULL' });
});

test("a misspelt column throws where types are not checked", () => {
  // @ts-expect-error there is no such column
  expect(() => base.map((c) => ({ city: c.sesion }))).toThrow('unknown column: "sesion" is not in the input schema');
});

test("mappings before an input schema are refused", () => {
  expect(() => batchJob("koalas").map(() => ({}))).toThrow("call .input({ name: type }) before .map()");
});

test("another input schema takes the mappings back", () => {
  const again = base.map({ __time: 'TIME_PARSE("timestamp")' }).input({ at: "long" });
  // @ts-expect-error the mappings are gone
  expect(() => again.toNode()).toThrow('incomplete job "koalas": call .map({ column: expression })');
});

test("a job that lacks something says all that is to be called", () => {
  // @ts-expect-error everything is missing
  expect(() => batchJob("koalas").toNode()).toThrow(
    'incomplete job "koalas": call .from(connection); call .uris(…), .objects(…), .prefixes(…) or .pattern(glob); call .input({ name: type }); call .into(table); call .map({ column: expression })',
  );
});

test.each([
  ["a URI without a key", () => base.uris("s3://demo-bucket"), "invalid uri: expected s3://bucket/key"],
  ["no URI", () => base.uris(), "invalid uri: expected at least one"],
  ["an empty key", () => base.objects(""), "invalid object: expected text"],
  ["an empty table", () => base.into(""), "invalid table: expected a name of 1 to 255 characters"],
  ["a negative count", () => base.maxParseExceptions(-1), "invalid maxParseExceptions: expected a whole number from 0"],
  ["an empty input", () => base.input({}), "invalid input: expected at least one field"],
  ["a column that JavaScript would move", () => base.map({ "1": '"city"' }), 'invalid column name "1"'],
  ["a field that JavaScript would move", () => base.input({ "7": "string" }), 'invalid input name "7"'],
  ["an id with a slash", () => batchJob("a/b"), "invalid job id: expected 1 to 64 ASCII letters"],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(message);
});

test("an unknown key in the options is refused", () => {
  // @ts-expect-error there is no such option
  expect(() => base.into("Koalas", { createIfMising: true })).toThrow(
    'unknown option "createIfMising" of .into(): expected createIfMissing',
  );
});

test("an unknown type of an input field is refused", () => {
  // @ts-expect-error there is no such type
  expect(() => base.input({ city: "text" })).toThrow('invalid type of input "city": expected one of string, varchar');
});

test("a connection that is none is refused", () => {
  // @ts-expect-error a name is not a connection
  expect(() => batchJob("koalas").from("demo-conn")).toThrow("invalid connection: expected a connection");
});
