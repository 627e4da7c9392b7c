import type { SqlResultFormat } from "@starfix/schema";
import { expect, test } from "vitest";
import { batchesOf, type ScriptedAnswer } from "../testing/scripted-engine.ts";
import { formatRows, type RowOptions } from "./format-rows.ts";

async function formatted(answer: ScriptedAnswer, format: SqlResultFormat, options: RowOptions) {
  const { chunks, contentType } = formatRows({ ...answer, rows: batchesOf(answer.rows) }, format, options);
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return { contentType, text };
}

const result: ScriptedAnswer = {
  columns: [
    { name: "__time", type: "TIMESTAMP" },
    { name: "city", type: "VARCHAR" },
    { name: "n", type: "BIGINT" },
    { name: "d", type: "DOUBLE" },
    { name: "tags", type: "VARCHAR ARRAY" },
  ],
  rows: [
    ["2024-03-01T00:00:00.000Z", 'Sydney, "NSW"', 9223372036854775807n, 5, ["a", null]],
    ["2024-03-02T00:00:00.000Z", null, 1, 1.5, null],
  ],
};
const none = { header: false, typesHeader: false, sqlTypesHeader: false };
const all = { header: true, typesHeader: true, sqlTypesHeader: true };

test("object rows are one bare array with every digit of a big integer", async () => {
  expect(await formatted(result, "object", none)).toEqual({
    contentType: "application/json",
    text:
      '[{"__time":"2024-03-01T00:00:00.000Z","city":"Sydney, \\"NSW\\"","n":9223372036854775807,"d":5.0,"tags":["a",null]},' +
      '{"__time":"2024-03-02T00:00:00.000Z","city":null,"n":1,"d":1.5,"tags":null}]',
  });
});

test("array rows are arrays", async () => {
  expect((await formatted({ ...result, rows: result.rows.slice(1) }, "array", none)).text).toBe(
    '[["2024-03-02T00:00:00.000Z",null,1,1.5,null]]',
  );
});

test("line formats end with an empty line and are no JSON document", async () => {
  const lines = await formatted({ columns: [{ name: "n", type: "BIGINT" }], rows: [[1], [2]] }, "objectLines", none);
  expect(lines).toEqual({ contentType: "text/plain", text: '{"n":1}\n{"n":2}\n\n' });
  const arrays = await formatted({ columns: [{ name: "n", type: "BIGINT" }], rows: [[1]] }, "arrayLines", none);
  expect(arrays).toEqual({ contentType: "text/plain", text: "[1]\n\n" });
  expect((await formatted({ columns: [], rows: [] }, "objectLines", none)).text).toBe("\n");
});

test("csv quotes what it must, leaves null empty and ends with an empty line", async () => {
  expect(await formatted(result, "csv", { ...none, header: true })).toEqual({
    contentType: "text/csv",
    text:
      "__time,city,n,d,tags\n" +
      '2024-03-01T00:00:00.000Z,"Sydney, ""NSW""",9223372036854775807,5.0,"[""a"",null]"\n' +
      "2024-03-02T00:00:00.000Z,,1,1.5,\n\n",
  });
});

test("header rows name columns and their types", async () => {
  const one: ScriptedAnswer = { columns: [{ name: "tags", type: "VARCHAR ARRAY" }], rows: [] };
  expect((await formatted(one, "object", { ...none, header: true })).text).toBe('[{"tags":null}]');
  expect((await formatted(one, "object", all)).text).toBe('[{"tags":{"type":"ARRAY<STRING>","sqlType":"ARRAY"}}]');
  expect((await formatted(one, "array", all)).text).toBe('[["tags"],["ARRAY<STRING>"],["ARRAY"]]');
  expect((await formatted(one, "csv", all)).text).toBe("tags\nARRAY<STRING>\nARRAY\n\n");
});

test("numbers are written as Java writes them where JSON allows it", async () => {
  const columns = [
    { name: "a", type: "DOUBLE" },
    { name: "b", type: "DOUBLE" },
    { name: "c", type: "FLOAT" },
    { name: "d", type: "DOUBLE" },
  ] as const;
  const rows = [[Number.NaN, Number.NEGATIVE_INFINITY, Math.fround(0.1), -0]];
  expect((await formatted({ columns, rows }, "array", none)).text).toBe('[["NaN","-Infinity",0.1,-0.0]]');
  expect((await formatted({ columns, rows }, "csv", none)).text).toBe("NaN,-Infinity,0.1,-0.0\n\n");
});

test("a column called __proto__ is a column", async () => {
  const odd: ScriptedAnswer = { columns: [{ name: "__proto__", type: "BIGINT" }], rows: [[1]] };
  expect((await formatted(odd, "object", none)).text).toBe('[{"__proto__":1}]');
});

test("a limit ends the rows inside a batch, and no later batch is asked for", async () => {
  const asked: number[] = [];
  async function* batches() {
    for (const start of [0, 2, 4]) {
      asked.push(start);
      yield [[start], [start + 1]];
    }
  }
  const { chunks } = formatRows({ columns: [{ name: "n", type: "BIGINT" }], rows: batches() }, "array", {
    ...none,
    limit: 3,
  });
  const parts: string[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  expect(parts.join("")).toBe("[[0],[1],[2]]");
  expect(asked).toEqual([0, 2]);
});
