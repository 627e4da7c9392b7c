import type { Cell } from "@starfix/engine";
import { parseQuery } from "@starfix/expr/parse";
import { expect, test } from "vitest";
import { openDruid } from "../open-druid.ts";

/** A broker that answers a query in parts, and notes what else is asked of it. */
function brokerOf(...parts: readonly string[]) {
  const asked: string[] = [];
  const bodies: unknown[] = [];
  const engine = openDruid({
    broker: "http://broker",
    overlord: "http://overlord",
    fetch: async (input, init) => {
      asked.push(`${init?.method} ${new URL(String(input)).pathname.replace(/[\da-f-]{36}$/, "<id>")}`);
      if (init?.method === "DELETE") return new Response("", { status: 202 });
      bodies.push(JSON.parse(String(init?.body)));
      const encoder = new TextEncoder();
      const rest = [...parts];
      return new Response(
        new ReadableStream({
          pull: (controller) => {
            const part = rest.shift();
            if (part === undefined) controller.close();
            else controller.enqueue(encoder.encode(part));
          },
        }),
      );
    },
  });
  return { engine, asked, bodies };
}

const query = parseQuery("SELECT city, n, d, __time FROM T");
const headers = '["city","n","d","t"]\n["STRING","LONG","DOUBLE","LONG"]\n["CHAR","INTEGER","DECIMAL","TIMESTAMP"]\n';

async function rowsOf(rows: AsyncIterable<readonly (readonly Cell[])[]>): Promise<readonly (readonly Cell[])[]> {
  const all: (readonly Cell[])[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

test("a query is printed and passed on, and its rows come as the broker sends them", async () => {
  const { engine, asked, bodies } = brokerOf(
    headers.slice(0, 30),
    `${headers.slice(30)}["Perth",9007199254740993,0.1,"2024-01-01T00:00:00.000Z"]\n["\u00e9`,
    '\\"1234567890123456",-7,"NaN",null]\n',
    "\n",
  );
  const { columns, rows } = await engine.query(query);
  expect(columns).toEqual([
    { name: "city", type: "VARCHAR" },
    { name: "n", type: "BIGINT" },
    { name: "d", type: "DOUBLE" },
    { name: "t", type: "TIMESTAMP" },
  ]);
  expect(await rowsOf(rows)).toEqual([
    ["Perth", 9007199254740993n, 0.1, "2024-01-01T00:00:00.000Z"],
    ['é"1234567890123456', -7, Number.NaN, null],
  ]);
  expect(asked).toEqual(["POST /druid/v2/sql"]);
  expect(bodies).toMatchObject([{ query: 'SELECT "city", "n", "d", "__time" FROM "T"', resultFormat: "arrayLines" }]);
});

test("an answer that breaks off is an error, and not an end", async () => {
  const { engine, asked } = brokerOf(headers, '["Perth",1,2.5,null]\n["Syd');
  const { rows } = await engine.query(query);
  await expect(rowsOf(rows)).rejects.toThrow();
  expect(asked).toEqual(["POST /druid/v2/sql", "DELETE /druid/v2/sql/<id>"]);
  const cut = brokerOf(headers, '["Perth",1,2.5,null]\n');
  await expect(rowsOf((await cut.engine.query(query)).rows)).rejects.toMatchObject({
    name: "QueryRefusedError",
    message: "the query failed while its rows were read",
  });
  await expect(brokerOf(headers.slice(0, 40)).engine.query(query)).rejects.toMatchObject({ name: "QueryRefusedError" });
});

test("to stop reading ends the query in the cluster", async () => {
  const { engine, asked } = brokerOf(headers, '["a",1,1,null]\n', '["b",2,2,null]\n', "\n");
  for await (const batch of (await engine.query(query)).rows) {
    expect(batch).toEqual([["a", 1, 1, null]]);
    break;
  }
  expect(asked).toEqual(["POST /druid/v2/sql", "DELETE /druid/v2/sql/<id>"]);
});

test("a query that is stopped before its first row ends in the cluster too", async () => {
  const { engine, asked } = brokerOf(headers, '["a",1,1,null]\n', "\n");
  const rows = (await engine.query(query)).rows[Symbol.asyncIterator]();
  await rows.return?.();
  expect(await rows.next()).toMatchObject({ done: true });
  expect(asked).toEqual(["POST /druid/v2/sql", "DELETE /druid/v2/sql/<id>"]);
});

test("an abort ends a read that is under way", async () => {
  const reason = new Error("the reader leaves");
  const parts = [headers, '["a",1,1,null]\n'];
  const body = new ReadableStream({
    pull: (controller) => {
      const part = parts.shift();
      // The broker has no more rows yet.
      if (part === undefined) return new Promise<void>(() => {});
      controller.enqueue(new TextEncoder().encode(part));
      return undefined;
    },
  });
  const fetch = async () => new Response(body);
  const engine = openDruid({ broker: "http://broker", overlord: "http://overlord", fetch });
  const stop = new AbortController();
  const rows = (await engine.query(query, stop.signal)).rows[Symbol.asyncIterator]();
  expect((await rows.next()).value).toHaveLength(1);
  const waiting = rows.next();
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
});

test.each([
  ["Object 'T' not found (line [1], column [2])", "INVALID_INPUT", "unknown_table"],
  ["Column 'n' not found in any table", "INVALID_INPUT", "unknown_column"],
  ["Expression 'n' is not being grouped", "INVALID_INPUT", "invalid_query"],
  ["requires order by non-time column [[n ASC]], which is not supported.", "INVALID_INPUT", "unsupported_expression"],
  ["/ by zero", "RUNTIME_FAILURE", "invalid_query"],
])("%s is a refusal", async (errorMessage, category, code) => {
  const answer = JSON.stringify({ error: "druidException", errorMessage, category });
  const fetch = async () => new Response(answer, { status: 400 });
  const engine = openDruid({ broker: "http://broker", overlord: "http://overlord", fetch });
  await expect(engine.query(query)).rejects.toMatchObject({ name: "QueryRefusedError", code, message: errorMessage });
});

test("a broker that is not ready is an error, and no refusal", async () => {
  const fetch = async () => new Response("starting", { status: 503 });
  const engine = openDruid({ broker: "http://broker", overlord: "http://overlord", fetch });
  await expect(engine.query(query)).rejects.toMatchObject({ name: "DruidError", status: 503, message: "starting" });
});
