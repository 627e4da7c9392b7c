import { QueryRefusedError } from "@starfix/engine";
import { zErrorResponse, zSqlErrorResponse, zSqlResponse } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const answer = {
  columns: [
    { name: "city", type: "VARCHAR" },
    { name: "n", type: "BIGINT" },
  ],
  rows: [
    ["Sydney", 9007199254740993n],
    ["Perth", 2],
  ],
} as const;

const SQL = 'SELECT "city", COUNT(*) AS "n" FROM "Koalas" GROUP BY 1';

async function refusalOf(response: Response) {
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toBe("application/json");
  return zSqlErrorResponse.parse(await response.json());
}

test("a query is answered with a bare array and exact integers", async () => {
  await using api = await testServer();
  api.engine.answer = answer;
  const response = await api.call("/query/sql", { body: { query: SQL } });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/json");
  const text = await response.text();
  expect(text).toBe('[{"city":"Sydney","n":9007199254740993},{"city":"Perth","n":2}]');
  zSqlResponse.parse(JSON.parse(text));
});

test("line formats are no JSON and end with an empty line", async () => {
  await using api = await testServer();
  api.engine.answer = answer;
  const formats = [
    ["objectLines", "text/plain", '{"city":"Sydney","n":9007199254740993}\n{"city":"Perth","n":2}\n\n'],
    ["arrayLines", "text/plain", '["Sydney",9007199254740993]\n["Perth",2]\n\n'],
    ["csv", "text/csv", "Sydney,9007199254740993\nPerth,2\n\n"],
  ];
  for (const [resultFormat, type, text] of formats) {
    const response = await api.call("/query/sql", { body: { query: SQL, resultFormat } });
    expect([response.headers.get("content-type"), await response.text()]).toEqual([type, text]);
  }
});

test("header rows come only when asked for", async () => {
  await using api = await testServer();
  api.engine.answer = answer;
  const body = { query: SQL, resultFormat: "array", header: true, typesHeader: true, sqlTypesHeader: true };
  const rows = await (await api.call("/query/sql", { body: { ...body, context: { sqlOuterLimit: 1 } } })).text();
  expect(rows).toBe('[["city","n"],["STRING","LONG"],["VARCHAR","BIGINT"],["Sydney",9007199254740993]]');
  const defaults = { query: SQL, resultFormat: "array", header: false, typesHeader: false, sqlTypesHeader: false };
  expect(await (await api.call("/query/sql", { body: { ...defaults, parameters: [] } })).text()).toBe(
    '[["Sydney",9007199254740993],["Perth",2]]',
  );
});

test("a context of clients is accepted, and its limit holds", async () => {
  await using api = await testServer();
  api.engine.answer = answer;
  const context = { sqlQueryId: "abc", sqlOuterLimit: 1, sqlTimeZone: "UTC" };
  expect(await (await api.call("/query/sql", { body: { query: SQL, context } })).json()).toHaveLength(1);
  expect(
    await (await api.call("/query/sql", { body: { query: SQL, context: { sqlOuterLimit: 1001 } } })).json(),
  ).toHaveLength(2);
});

const refused: readonly (readonly [what: string, body: unknown, target: string, message: RegExp])[] = [
  [
    "parameters",
    { query: SQL, parameters: [{ type: "BIGINT", value: 1 }] },
    "/parameters",
    /^unsupported parameters: expected none, received 1$/,
  ],
  ["types without names", { query: SQL, typesHeader: true }, "/typesHeader", /header: true/],
  [
    "another time zone",
    { query: SQL, context: { sqlTimeZone: "Asia/Tokyo" } },
    "/context/sqlTimeZone",
    /expected UTC, received "Asia\/Tokyo"/,
  ],
  ["a limit that is none", { query: SQL, context: { sqlOuterLimit: -1 } }, "/context/sqlOuterLimit", /received -1/],
  ["an unknown format", { query: SQL, resultFormat: "xml" }, "/resultFormat", /expected one of "object", "array"/],
  ["an unknown key", { query: SQL, quary: 1 }, "/quary", /received "quary"/],
  ["no query", {}, "/query", /^invalid query: expected a string, received nothing$/],
  ["no JSON", "SELECT 1", "", /line 1, column 1/],
];

test.each(refused)("%s: 400 in the SQL envelope", async (_what, body, target, message) => {
  await using api = await testServer();
  const error = await refusalOf(await api.call("/query/sql", { method: "POST", body }));
  expect(error).toEqual({
    error: "druidException",
    errorCode: "invalidInput",
    persona: "USER",
    category: "INVALID_INPUT",
    errorMessage: expect.stringMatching(message),
    context: { target },
  });
});

test("a statement that does not parse is refused with its place", async () => {
  await using api = await testServer();
  const error = await refusalOf(await api.call("/query/sql", { body: { query: 'SELECT "city"\nFORM "Koalas"' } }));
  expect(error).toMatchObject({ error: "druidException", errorCode: "invalidInput", category: "INVALID_INPUT" });
  expect(error.context).toMatchObject({ sourceType: "sql", line: "2" });
  expect(error.errorMessage).toContain("2:");
});

test("anything but one SELECT is refused before the engine sees it", async () => {
  await using api = await testServer();
  api.engine.answer = async () => {
    throw new Error("the engine was asked");
  };
  for (const query of [
    "",
    "DROP TABLE Koalas",
    'INSERT INTO "Koalas" SELECT * FROM "Koalas" PARTITIONED BY DAY',
    'REPLACE INTO "Koalas" OVERWRITE ALL SELECT * FROM "Koalas" PARTITIONED BY DAY',
    'EXPLAIN PLAN FOR SELECT * FROM "Koalas"',
    'SELECT 1 FROM "Koalas"; DROP TABLE "Koalas"',
    "COPY (SELECT 1) TO 'x'",
    "ATTACH 'x.db'",
    "PRAGMA version",
  ]) {
    const error = await refusalOf(await api.call("/query/sql", { body: { query } }));
    expect([query, error.category]).toEqual([query, "INVALID_INPUT"]);
  }
});

test("what the engine refuses is 400, unsupported things by that category", async () => {
  await using api = await testServer();
  api.engine.answer = async () => {
    throw new QueryRefusedError("unknown_table", 'unknown table "Koalas"');
  };
  expect(await refusalOf(await api.call("/query/sql", { body: { query: SQL } }))).toMatchObject({
    errorCode: "invalidInput",
    category: "INVALID_INPUT",
    errorMessage: 'unknown table "Koalas"',
  });
  // Some things are only found when rows are made.
  const next = () => Promise.reject(new QueryRefusedError("unsupported_function", "LATEST"));
  const rows = { [Symbol.asyncIterator]: () => ({ next }) };
  api.engine.answer = async () => ({ columns: answer.columns, rows });
  expect(await refusalOf(await api.call("/query/sql", { body: { query: SQL } }))).toMatchObject({
    errorCode: "unsupported",
    category: "UNSUPPORTED",
  });
});

test("401, 403 and 415 stay flat", async () => {
  await using api = await testServer();
  const headers = await api.keyWith("ManageTables");
  for (const [status, changed] of [
    [401, { authorization: "Basic x" }],
    [403, headers],
    [415, { "content-type": "text/plain" }],
  ] as const) {
    const response = await api.call("/query/sql", { body: { query: SQL }, headers: changed });
    expect(response.status).toBe(status);
    zErrorResponse.parse(await response.json());
  }
});

/** An answer of one row, and then whatever the test makes of it. */
async function* oneRowAnd(more: () => Promise<never>) {
  yield [["Sydney", 1]];
  await more();
}

test("an error after the first rows breaks the answer off, and the log has its stack", async () => {
  await using api = await testServer();
  api.engine.answer = async () => ({
    columns: answer.columns,
    rows: oneRowAnd(() => Promise.reject(new Error("the engine died"))),
  });
  const response = await api.call("/query/sql", { body: { query: SQL } });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(api.logs).toContainEqual({
    level: "error",
    message: "a query failed after its answer had begun",
    stack: expect.stringContaining("the engine died"),
  });
});

test("an error before the first row is 500", async () => {
  await using api = await testServer();
  const next = () => Promise.reject(new Error("the engine died"));
  const rows = { [Symbol.asyncIterator]: () => ({ next }) };
  api.engine.answer = async () => ({ columns: answer.columns, rows });
  expect((await api.call("/query/sql", { body: { query: SQL } })).status).toBe(500);
});

test("rows are sent as they come, and a client that leaves ends the query", async () => {
  await using api = await testServer();
  let signal: AbortSignal | undefined;
  let isEnded = false;
  api.engine.answer = async (given) => {
    signal = given;
    const rows = async function* () {
      try {
        for (let n = 0; ; n += 1) yield [["Sydney", n]];
      } finally {
        isEnded = true;
      }
    };
    return { columns: answer.columns, rows: rows() };
  };
  const response = await api.call("/query/sql", { body: { query: SQL, resultFormat: "arrayLines" } });
  const reader = response.body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toContain('["Sydney",0]');
  await reader?.cancel();
  expect([signal?.aborted, isEnded]).toEqual([true, true]);
});
