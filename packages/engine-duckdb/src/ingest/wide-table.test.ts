import { expect, test } from "vitest";
import { openDuckDb } from "../open-duckdb.ts";
import { checkedJob } from "../testing/checked-job.ts";
import { rowsOf, runToEnd } from "../testing/run-to-end.ts";
import { jsonObject } from "../testing/source-object.ts";

function wideJob(prefix: string, count: number, aggregates: boolean) {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const input = { t: "string", ...Object.fromEntries(names.map((name) => [name, "string" as const])) } as const;
  const mappings = {
    __time: 'TIME_PARSE("t")',
    ...Object.fromEntries(names.map((name) => [name, `"${name}"`])),
    ...(aggregates && { __count: "COUNT(*)" }),
  };
  const record = { t: "2024-01-01", ...Object.fromEntries(names.map((name) => [name, `value of ${name}`])) };
  return { job: checkedJob({ input, mappings }), record };
}

test.each([
  ["detail", 5000],
  ["aggregate", 1200],
])("a wide %s table is written, widened by %i columns, described and read", async (type, count) => {
  const aggregate = type === "aggregate";
  const engine = await openDuckDb({ memory: true });
  for (const [runId, prefix] of [
    ["job-1", "a"],
    ["job-2", "a"],
    ["job-3", "b"],
  ] as const) {
    const { job, record } = wideJob(prefix, count, aggregate);
    expect(await runToEnd(engine, runId, job, [jsonObject([record])])).toMatchObject({ status: "completed" });
  }
  const [table] = await engine.tables();
  expect(table).toMatchObject({ name: "Koalas", aggregate, rows: 3 });
  expect(table?.columns).toHaveLength(2 * count + (aggregate ? 2 : 1));
  expect(table?.bytes).toBeGreaterThan(3 * count * "value of a0".length);
  const last = count - 1;
  expect(await rowsOf(engine, `SELECT a${last}, b${last} FROM Koalas ORDER BY b${last}`)).toEqual([
    [`value of a${last}`, null],
    [`value of a${last}`, null],
    [null, `value of b${last}`],
  ]);
  const [row] = await rowsOf(engine, "SELECT * FROM Koalas LIMIT 1");
  expect(row).toHaveLength(table?.columns.length ?? 0);
  await engine.close();
});
