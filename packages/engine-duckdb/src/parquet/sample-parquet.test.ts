import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleParquet } from "./sample-parquet.ts";

const folder = join(tmpdir(), `starfix-parquet-${randomUUID()}`);
beforeAll(() => mkdir(folder));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function parquet(name: string, select: string): Promise<string> {
  const file = join(folder, name);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return file;
}

test("each type of a file is one that Druid's reader gives, and values are as it gives them", async () => {
  const file = await parquet(
    "types.parquet",
    `SELECT 7::BIGINT AS l, 9007199254740993::BIGINT AS big, 2::TINYINT AS small, 1.0::DOUBLE AS d, 0.5::FLOAT AS f,
            2.25::DECIMAL(10, 2) AS de, 'x' AS s, true AS b, DATE '2024-01-02' AS day,
            TIMESTAMP '2024-01-02 03:04:05.678' AS at, [1, 2] AS ls, ['a', NULL] AS ss, {'q': 1, 'r': ['s']} AS o,
            MAP {'k': 1} AS m, NULL::INTEGER AS n`,
  );
  const { columns, rows, totalRows } = await sampleParquet(file, { rows: 10 });
  expect(totalRows).toBe(1);
  const table = columns.map(({ name, dataType, isTime }, index) => [name, dataType, isTime, rows[0]?.[index]]);
  expect(table).toEqual([
    ["l", "long", false, 7],
    ["big", "long", false, 9007199254740993n],
    ["small", "long", false, 2],
    ["d", "double", false, { value: 1 }],
    ["f", "float", false, 0.5],
    ["de", "double", false, 2.25],
    ["s", "string", false, "x"],
    ["b", "string", false, true],
    ["day", "long", true, Date.UTC(2024, 0, 2)],
    ["at", "long", true, Date.UTC(2024, 0, 2, 3, 4, 5, 678)],
    ["ls", "longArray", false, [1, 2]],
    ["ss", "stringArray", false, ["a", null]],
    ["o", "json", false, { q: 1, r: ["s"] }],
    ["m", "json", false, { k: 1 }],
    ["n", "long", false, null],
  ]);
});

test("only so many rows are read, and all are counted", async () => {
  const file = await parquet("it's many.parquet", "SELECT * FROM range(1000) t(i)");
  const { rows, totalRows } = await sampleParquet(file, { rows: 3 });
  expect(rows).toEqual([[0], [1], [2]]);
  expect(totalRows).toBe(1000);
});

test("what is no Parquet file, or is cut, is refused by its name", async () => {
  const text = join(folder, "text.parquet");
  await writeFile(text, '{"a":1}\n{"a":2}\n');
  await expect(sampleParquet(text, { rows: 1 })).rejects.toThrow(`cannot read ${text}: it is no Parquet file`);
  const cut = join(folder, "cut.parquet");
  const whole = await readFile(await parquet("whole.parquet", "SELECT * FROM range(1000) t(i)"));
  await writeFile(cut, whole.subarray(0, -20));
  await expect(sampleParquet(cut, { rows: 1 })).rejects.toThrow(`cannot read ${cut}: it is no Parquet file`);
});

test("a path that would name other files is refused", async () => {
  await expect(sampleParquet(join(folder, "*.parquet"), { rows: 1 })).rejects.toThrow("expected one without * ? [ ]");
});
