import assert from "node:assert/strict";
import { parseQuery } from "@starfix/expr/parse";
import { type Engine, QueryRefusedError } from "../engine.ts";
import type { CaseFactory, EngineCase } from "./conformance-case.ts";
import { assertRecords, rowsOf, run } from "./run-states.ts";
import { inlineJob, lines } from "./sample-jobs.ts";

const ROWS = 6000;

/** A table of many rows, more than an engine gives in one batch. */
async function fill(engine: Engine, table: string, count = ROWS): Promise<void> {
  assert.equal((await run(engine, `${table}_run`, inlineJob(table, lines(count)))).status, "completed");
}

async function assertRefused(engine: Engine, sql: string, code: QueryRefusedError["code"]): Promise<void> {
  await assert.rejects(engine.query(parseQuery(sql)), (error) => {
    assert.ok(error instanceof QueryRefusedError, String(error));
    assert.equal(error.code, code);
    assert.notEqual(error.message, "");
    return true;
  });
}

/** Reads what is left of a query. */
export async function drain(rows: AsyncIterator<unknown>): Promise<void> {
  while ((await rows.next()).done !== true);
}

/** Queries as streams. */
export function queryCases(cases: CaseFactory): readonly EngineCase[] {
  return [
    cases.shared("columns come at once, and every row once", async ({ engine, name }) => {
      const table = name("table");
      await fill(engine, table);
      const { columns, rows } = await engine.query(parseQuery(`SELECT "n", "city" AS "c" FROM "${table}"`));
      assert.deepEqual(columns, [
        { name: "n", type: "BIGINT" },
        { name: "c", type: "VARCHAR" },
      ]);
      const seen: number[] = [];
      for await (const batch of rows) {
        assert.ok(batch.length > 0, "no batch is empty");
        for (const [n] of batch) seen.push(Number(n));
      }
      assert.deepEqual(
        seen.toSorted((a, b) => a - b),
        Array.from({ length: ROWS }, (_, n) => n),
      );
    }),

    cases.shared("no rows come with their columns", async ({ engine, name }) => {
      const table = name("table");
      await fill(engine, table, 5);
      const { columns, rows } = await engine.query(parseQuery(`SELECT "n" FROM "${table}" WHERE "n" < 0`));
      assert.deepEqual(columns, [{ name: "n", type: "BIGINT" }]);
      for await (const batch of rows) assert.fail(`there are rows: ${batch.length}`);
    }),

    cases.shared("cells have the forms of the interface", async ({ engine, name }) => {
      const table = name("table");
      const record =
        '{"timestamp":"2024-03-01T01:02:03.004Z","city":"K\u014Dala \u{1F428} \' \\" ;","n":9007199254740993}';
      await run(engine, name("run"), inlineJob(table, [record, '{"timestamp":"1969-12-31","n":-1}']));
      assert.deepEqual(await rowsOf(engine, `SELECT "__time", "city", "n", "n" + 0.5 FROM "${table}" WHERE "n" > 0`), [
        ["2024-03-01T01:02:03.004Z", "K\u014Dala \u{1F428} ' \" ;", 9007199254740993n, 9007199254740992],
      ]);
      assert.deepEqual(await rowsOf(engine, `SELECT "__time", "city", "n" FROM "${table}" WHERE "n" < 0`), [
        ["1969-12-31T00:00:00.000Z", null, -1],
      ]);
    }),

    cases.shared("a query that is stopped early, or before its first row, ends", async ({ engine, name }) => {
      const table = name("table");
      await fill(engine, table);
      const query = parseQuery(`SELECT "n" FROM "${table}"`);
      for (let count = 0; count < 6; count += 1) {
        const iterator = (await engine.query(query)).rows[Symbol.asyncIterator]();
        if (count % 2 === 0) assert.equal((await iterator.next()).done, false);
        await iterator.return?.();
        assert.equal((await iterator.next()).done, true);
      }
      assert.equal((await run(engine, name("more"), inlineJob(table, lines(5, ROWS)))).status, "completed");
      await assertRecords(engine, table, ROWS + 5);
    }),

    cases.shared("queries at once do not mix their rows", async ({ engine, name }) => {
      const table = name("table");
      await fill(engine, table);
      const sums = await Promise.all(
        [0, 1, 2].map(async (part) => {
          const rows = await rowsOf(
            engine,
            `SELECT "n" FROM "${table}" WHERE "n" >= ${part * 2000} AND "n" < ${part * 2000 + 2000}`,
          );
          return [rows.length, Math.min(...rows.map(([n]) => Number(n)))];
        }),
      );
      assert.deepEqual(sums, [
        [2000, 0],
        [2000, 2000],
        [2000, 4000],
      ]);
    }),

    cases.shared("the signal of a query ends it with its reason", async ({ engine, name }) => {
      const table = name("table");
      await fill(engine, table);
      const query = parseQuery(`SELECT "n" FROM "${table}"`);
      const reason = new Error("the reader leaves");
      await assert.rejects(engine.query(query, AbortSignal.abort(reason)), reason);
      const stop = new AbortController();
      const iterator = (await engine.query(query, stop.signal)).rows[Symbol.asyncIterator]();
      assert.equal((await iterator.next()).done, false);
      stop.abort(reason);
      await assert.rejects(drain(iterator), reason);
      const amid = new AbortController();
      const waiting = (await engine.query(query, amid.signal)).rows[Symbol.asyncIterator]();
      // A batch that is there already may come first.
      const drained = assert.rejects(drain(waiting), reason);
      amid.abort(reason);
      await drained;
      await assertRecords(engine, table, ROWS);
    }),

    cases.shared("what a query cannot ask is refused by name", async ({ engine, name }) => {
      const table = name("table");
      await fill(engine, table, 5);
      await assertRefused(engine, `SELECT "n" FROM "${name("absent")}"`, "unknown_table");
      await assertRefused(engine, `SELECT "absent" FROM "${table}"`, "unknown_column");
      await assertRefused(engine, `SELECT "city", COUNT(*) FROM "${table}"`, "invalid_query");
      await assertRefused(engine, `SELECT 1 / ("n" - "n") FROM "${table}"`, "invalid_query");
      assert.equal(await engine.table(name("absent")), undefined);
    }),
  ];
}
