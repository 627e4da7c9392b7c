import type { CreateJobRequest } from "@starfix/schema";
import { expect, test } from "vitest";
import { checked, detail, koalas, rollup, source } from "../testing/requests.ts";
import { prepareStatement } from "./prepare-statement.ts";

function print(request: CreateJobRequest): string {
  const result = prepareStatement(checked(request));
  if ("refusals" in result) throw new Error(JSON.stringify(result.refusals));
  return `${result.statement.before}…${result.statement.after}`;
}

const all = `'[{"name":"timestamp","type":"STRING"},{"name":"city","type":"STRING"},{"name":"session","type":"STRING"},{"name":"session_length","type":"LONG"}]'`;

test("the job of the guide is one INSERT that groups", () => {
  expect(print(koalas)).toBe(
    'INSERT INTO "Koalas" SELECT TIME_PARSE("timestamp") AS "__time", "city" AS "city", "session" AS "session", ' +
      'MAX("session_length") AS "max_session_length", COUNT(*) AS "__count" ' +
      `FROM TABLE(EXTERN(…, '{"type":"json"}', ${all})) GROUP BY 1, 2, 3 PARTITIONED BY TIME_FLOOR("__time", 'P1D')`,
  );
});

test("a detail table has a filter, and the fields that are read", () => {
  expect(print(detail)).toBe(
    `INSERT INTO "Koalas" SELECT TIME_PARSE("timestamp") AS "__time", UPPER("city") || '!' AS "place", ` +
      `"session_length" + 1 AS "length" FROM TABLE(EXTERN(…, '{"type":"json"}', ` +
      `'[{"name":"timestamp","type":"STRING"},{"name":"city","type":"STRING"},{"name":"session_length","type":"LONG"}]')) ` +
      `WHERE "session_length" >= 10 AND "city" IN ('Sydney', 'Perth', '') PARTITIONED BY TIME_FLOOR("__time", 'P1D')`,
  );
});

test("chains of 5,000 operators are printed as they are written", () => {
  const chain = (part: string, operator: string): string => Array(5000).fill(part).join(` ${operator} `);
  const filterExpression = `${chain('"session_length" = 1', "OR")} OR ${chain('"city" IS NULL', "AND")}`;
  const expression = chain('"city"', "||");
  const mappings = [...(detail.mappings ?? []), { columnName: "cities", expression }];
  const statement = print({ ...detail, filterExpression, mappings });
  expect(statement.includes(`, ${expression} AS "cities" FROM TABLE(`)).toBe(true);
  expect(statement.includes(` WHERE ${filterExpression} PARTITIONED BY `)).toBe(true);
});

test("rows are partitioned and clustered", () => {
  expect(print(rollup)).toMatch(/ GROUP BY 1, 2 PARTITIONED BY TIME_FLOOR\("__time", 'P1M'\) CLUSTERED BY "city"$/);
  expect(print({ ...detail, partitionedBy: "all" })).toMatch(/ PARTITIONED BY ALL TIME$/);
});

test("a job that replaces is one REPLACE", () => {
  const all = { ...detail, ingestionMode: "replace", replaceAll: true } as const;
  expect(print(all)).toMatch(/^REPLACE INTO "Koalas" OVERWRITE ALL SELECT /);
  const target = {
    type: "table",
    tableName: "Koalas",
    intervals: ["2024-01-01/P1D", "2024-02-01/2024-03-01"],
  } as const;
  expect(
    print({ ...detail, ingestionMode: "replace", target: { ...target, intervals: [...target.intervals] } }),
  ).toContain(
    `REPLACE INTO "Koalas" OVERWRITE WHERE ` +
      `("__time" >= TIMESTAMP '2024-01-01 00:00:00.000' AND "__time" < TIMESTAMP '2024-01-02 00:00:00.000') OR ` +
      `("__time" >= TIMESTAMP '2024-02-01 00:00:00.000' AND "__time" < TIMESTAMP '2024-03-01 00:00:00.000') SELECT `,
  );
});

test("an aggregate table is stored with what aggregates can go on with", () => {
  const contextOf = (request: CreateJobRequest): unknown => {
    const result = prepareStatement(checked(request));
    return "statement" in result ? result.statement.context : undefined;
  };
  expect(contextOf(koalas)).toEqual({
    maxNumTasks: 2,
    arrayIngestMode: "array",
    maxParseExceptions: expect.any(Number),
    failOnEmptyInsert: false,
    finalizeAggregations: false,
    groupByEnableMultiValueUnnesting: false,
  });
  expect(contextOf({ ...detail, maxParseExceptions: 7, context: { maxNumTasks: 5, rowsPerSegment: 9 } })).toEqual({
    maxNumTasks: 5,
    rowsPerSegment: 9,
    arrayIngestMode: "array",
    maxParseExceptions: 7,
    failOnEmptyInsert: false,
  });
});

const refused: readonly (readonly [CreateJobRequest, object])[] = [
  [
    { type: "drop_table", target: { type: "table", tableName: "Koalas" } },
    {
      code: "unsupported_job",
      name: "drop_table",
      pointer: "/type",
      message: "jobs of type drop_table are not supported; expected batch",
    },
  ],
  [
    { ...koalas, source: { ...source, formatSettings: { format: "csv" } } },
    {
      code: "unsupported_format",
      name: "csv",
      pointer: "/source/formatSettings/format",
      message: "records of format csv are not supported; expected nd-json",
    },
  ],
  [
    {
      ...koalas,
      source: { ...source, inputSchema: [...(source.inputSchema ?? []), { name: "x", dataType: "ipAddress" }] },
      mappings: [...(koalas.mappings ?? []), { columnName: "x", expression: '"x"' }],
    },
    {
      code: "unsupported_type",
      name: "ipAddress",
      message:
        'data type ipAddress of field "x" is not supported: expected one of string, varchar, long, bigint, double, float, json, complex<json>',
    },
  ],
  [
    { ...koalas, source: { ...source, formatSettings: { format: "nd-json", flattenSpec: { fields: [] } } } },
    {
      code: "unsupported_setting",
      name: "flattenSpec",
      pointer: "/source/formatSettings/flattenSpec",
      message: "flattenSpec is not supported; declare the field as json and use JSON_VALUE in a mapping",
    },
  ],
];

test.each(refused)("%# is refused by name", (request, refusal) => {
  expect(prepareStatement(checked(request))).toEqual({ refusals: [refusal] });
});
