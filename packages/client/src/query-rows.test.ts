import { expect, expectTypeOf, test } from "vitest";
import { createClient } from "./client.ts";
import { ConnectionLostError } from "./network-error.ts";
import { json, scriptedFetch } from "./testing/scripted-fetch.ts";

const SQL = 'SELECT "city", COUNT(*) AS "n" FROM "Koalas" GROUP BY 1';

function clientOf(...answers: readonly (Response | Error)[]) {
  const { fetch, requests } = scriptedFetch(...answers);
  return { client: createClient({ url: "http://host", projectId: "p", apiKey: "k", fetch }), requests };
}

const text = (body: string): Response => new Response(body, { headers: { "content-type": "text/plain" } });

async function collect<TItem>(items: AsyncIterable<TItem>): Promise<TItem[]> {
  const all: TItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("rows are objects or arrays of the type that the caller says", async () => {
  const { client, requests } = clientOf(json(200, [{ city: "Sydney", n: 2 }]), json(200, [["Sydney", 2]]));
  const rows = await client.query.rows<{ city: string; n: number }>(SQL);
  expectTypeOf(rows).toEqualTypeOf<{ city: string; n: number }[]>();
  expect(rows).toEqual([{ city: "Sydney", n: 2 }]);
  const arrays = await client.query.arrays<[string, number]>({ query: SQL, context: { sqlOuterLimit: 1 } });
  expect(arrays).toEqual([["Sydney", 2]]);
  expect(requests.map(({ body }) => body)).toEqual([
    { query: SQL, resultFormat: "object" },
    { query: SQL, context: { sqlOuterLimit: 1 }, resultFormat: "array" },
  ]);
});

test("a reader gives rows their type, and refuses one that does not fit", async () => {
  const { client } = clientOf(json(200, [{ n: 2 }]), json(200, [{ n: "2" }]));
  const row = (value: unknown): { readonly n: number } => {
    if (typeof value === "object" && value !== null && "n" in value && typeof value.n === "number")
      return { n: value.n };
    throw new TypeError(`expected a row with n, received ${JSON.stringify(value)}`);
  };
  const rows = await client.query.rows(SQL, { row });
  expectTypeOf(rows).toEqualTypeOf<{ readonly n: number }[]>();
  expect(rows).toEqual([{ n: 2 }]);
  await expect(client.query.rows(SQL, { row })).rejects.toThrow('expected a row with n, received {"n":"2"}');
});

test("a parser of the caller keeps digits that JSON.parse would lose", async () => {
  const big = '[{"n":9007199254740993}]';
  const parse = (given: string): unknown => JSON.parse(given.replace(/:(\d{16,})/g, ':"$1"'));
  const { client } = clientOf(text(big), text(big), text('{"n":9007199254740993}\n\n'));
  expect(await client.query.rows(SQL)).toEqual([{ n: 9007199254740992 }]);
  expect(await client.query.rows(SQL, { parse })).toEqual([{ n: "9007199254740993" }]);
  expect(await collect(client.query.stream(SQL, { parse }))).toEqual([{ n: "9007199254740993" }]);
});

test.each([
  [
    "lines",
    '["a",1]\n["b",2]\n\n',
    [
      ["a", 1],
      ["b", 2],
    ],
  ],
  ["lines that end as Windows has them", '["a",1]\r\n\r\n', [["a", 1]]],
  ["no rows", "\n", []],
  ["a line break in a value", '["a\\nb",1]\n\n', [["a\nb", 1]]],
])("arrays are streamed: %s", async (_, body, want) => {
  const { client, requests } = clientOf(text(body));
  expect(await collect(client.query.streamArrays(SQL))).toEqual(want);
  expect(requests[0]).toMatchObject({ body: { resultFormat: "arrayLines" }, headers: { accept: "*/*" } });
});

test.each([
  ["in a row", '{"n":1}\n{"n":'],
  ["after a row", '{"n":1}\n'],
])("an answer that is cut off %s is an error after the rows that came", async (_, body) => {
  const rows: unknown[] = [];
  const { client } = clientOf(text(body));
  const read = async (): Promise<void> => {
    for await (const row of client.query.stream(SQL)) rows.push(row);
  };
  await expect(read()).rejects.toThrow("got no answer: it broke off after 1 rows");
  expect(rows).toEqual([{ n: 1 }]);
});

test("an answer whose connection breaks is an error after the rows that came", async () => {
  const broken = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"n":1}\n')),
    pull: (controller) => controller.error(new TypeError("terminated")),
  });
  const { client } = clientOf(new Response(broken));
  const rows: unknown[] = [];
  const read = async (): Promise<void> => {
    for await (const row of client.query.stream(SQL)) rows.push(row);
  };
  await expect(read()).rejects.toBeInstanceOf(ConnectionLostError);
  expect(rows).toEqual([{ n: 1 }]);
});

test("leaving the loop ends the answer", async () => {
  let ended: unknown;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('{"n":1}\n')),
    cancel: (reason) => {
      ended = reason ?? "ended";
    },
  });
  const { client } = clientOf(new Response(endless));
  for await (const row of client.query.stream(SQL)) {
    expect(row).toEqual({ n: 1 });
    break;
  }
  expect(ended).toBe("ended");
});

test("CSV has its names and is whole", async () => {
  const { client, requests } = clientOf(text("city,n\nSydney,2\n\n"), text("city,n\nSyd"), text("city,n\n"));
  expect(await client.query.csv(SQL)).toBe("city,n\nSydney,2\n");
  expect(requests[0]?.body).toEqual({ query: SQL, resultFormat: "csv", header: true });
  await expect(client.query.csv(SQL)).rejects.toThrow("it broke off before its end");
  await expect(client.query.csv(SQL)).rejects.toThrow("it broke off before its end");
});

test("a statement that is refused is an error of the service, in every format", async () => {
  const refusal = (): Response =>
    json(400, { error: "druidException", errorCode: "invalidInput", errorMessage: "Table [x] not found" });
  const { client } = clientOf(refusal(), refusal(), refusal());
  const want = { status: 400, code: "invalidInput" };
  await expect(client.query.rows(SQL)).rejects.toMatchObject(want);
  await expect(collect(client.query.stream(SQL))).rejects.toMatchObject(want);
  await expect(client.query.csv(SQL)).rejects.toMatchObject(want);
});

test("what is no list of rows is an error", async () => {
  await expect(clientOf(json(200, { rows: [] })).client.query.rows(SQL)).rejects.toThrow("expected a list of rows");
});
