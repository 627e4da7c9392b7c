import assert from "node:assert/strict";
import { allRecords } from "../all-records.ts";
import type { JobField, JobRecord } from "../records/job-record.ts";
import type { PageQuery, Store, Stored } from "../store.ts";
import { type StoreCase, type StoreConformanceOptions, type StoreFactory, storeCase } from "./conformance-case.ts";
import { sampleJob, sampleTable } from "./sample-records.ts";

type JobQuery = PageQuery<JobField>;

async function idsOf(store: Store, query: JobQuery): Promise<readonly string[]> {
  return keysOf((await store.jobs.page(query)).items);
}

function keysOf(items: readonly Stored<unknown>[]): readonly string[] {
  return items.map(({ key }) => key);
}

function fromTable(tableName: string): Partial<JobRecord> {
  const target = { type: "table", tableName: "copies" } as const;
  return { request: { type: "batch", source: { type: "table", tableName }, target } };
}

/** Jobs a to f, with values that each field tells apart. */
async function sixJobs(store: Store): Promise<void> {
  const user = (username: string) => ({ createdBy: { username, userId: "u" } });
  const error = { code: "cannot_parse_source", message: "Broken file" } as const;
  const warning = { code: "invalid_rows_found", message: "odd" } as const;
  const jobs = [
    sampleJob("a", "koalas", { executionStatus: "completed", lastUpdatedTimestamp: "2024-01-03", ...user("zoe") }),
    sampleJob("b", "emus", { executionStatus: "failed", error, lastUpdatedTimestamp: "2024-01-02", ...user("ann") }),
    sampleJob("c", "Emus", { warning, executionStatus: "completed", lastUpdatedTimestamp: "2024-01-05" }),
    sampleJob("d", "koalas", { ...fromTable("emus"), lastUpdatedTimestamp: "2024-01-01" }),
    sampleJob("e", "", {
      request: { type: "sql", query: "…" },
      targetTable: "emus",
      lastUpdatedTimestamp: "2024-01-04",
    }),
    sampleJob("f", "koalas", { executionStatus: "running", lastUpdatedTimestamp: "2024-01-02" }),
  ];
  for (const job of jobs) await store.jobs.add(job.id, job);
}

/** Pages: filters, search, order, offsets and cursors. */
export function pageCases(open: StoreFactory, options: StoreConformanceOptions): readonly StoreCase[] {
  return [
    storeCase(open, "without an order records come as they were added", async ({ store }) => {
      for (const key of ["zebra", "ant", "Bee"]) await store.settings.add(key, key);
      await store.settings.replaceIf("zebra", 1, "changed");
      await store.settings.removeIf("ant", 1);
      await store.settings.add("ant", "again");
      assert.deepEqual(keysOf((await store.settings.page({ limit: 9 })).items), ["zebra", "Bee", "ant"]);
      assert.deepEqual(keysOf((await store.settings.page({ limit: 2, direction: "DESC" })).items), ["ant", "Bee"]);
    }),

    storeCase(open, "a filter keeps records that have one of the values in every field", async ({ store }) => {
      await sixJobs(store);
      const filters: readonly (readonly [where: JobQuery["where"], kept: string])[] = [
        [{}, "abcdef"],
        [{ type: ["sql"] }, "e"],
        [{ type: ["batch", "sql"] }, "abcdef"],
        [{ executionStatus: ["completed", "running"] }, "acf"],
        [{ healthStatus: ["error"] }, "b"],
        [{ healthStatus: ["warn"] }, "c"],
        [{ healthStatus: ["ok"] }, "adef"],
        [{ connectionName: ["demo"] }, "abcf"],
        [{ connectionName: ["Demo"] }, ""],
        [{ sourceType: ["table"] }, "d"],
        [{ sourceTable: ["emus"] }, "d"],
        [{ targetTable: ["emus"] }, "be"],
        [{ targetTable: ["emus", "koalas"], healthStatus: ["ok"] }, "aef"],
        [{ targetTable: ["emus"], healthStatus: ["warn"] }, ""],
        [{ createdBy: ["ann"], targetTable: [] }, "b"],
        [{ created: ["2024-01-01T00:00:00.000Z"] }, "abcdef"],
        [{ lastUpdated: ["2024-01-02"] }, "bf"],
        [{ targetTable: ["' OR 1 = 1 --"] }, ""],
      ];
      for (const [where, kept] of filters) {
        const query: JobQuery = where === undefined ? { limit: 9 } : { limit: 9, where };
        assert.equal((await idsOf(store, query)).join(""), kept, JSON.stringify(where));
      }
    }),

    storeCase(open, "filters and search see the record as it is now", async ({ store }) => {
      await sixJobs(store);
      await store.jobs.replaceIf("a", 1, sampleJob("a", "wombats", { executionStatus: "canceled" }));
      assert.deepEqual(await idsOf(store, { limit: 9, where: { targetTable: ["koalas"] } }), ["f"]);
      assert.deepEqual(await idsOf(store, { limit: 9, where: { executionStatus: ["canceled"] } }), ["a"]);
      assert.deepEqual(await idsOf(store, { limit: 9, search: "wombat" }), ["a"]);
      await store.jobs.removeIf("a", 2);
      assert.deepEqual(await idsOf(store, { limit: 9, search: "wombat" }), []);
    }),

    storeCase(open, "search looks through the summary of a job, in any case", async ({ store }) => {
      await sixJobs(store);
      await store.jobs.add("g", sampleJob("g", 'Ünï_%\\"co\u0000de 🦓'));
      const searches = [
        ["", "abcdefg"],
        ["EMU", "bcde"],
        ["cannot_parse", "b"],
        ["broken FILE", "b"],
        ["Zoe", "a"],
        ["üNÏ", "g"],
        ["_%\\", "g"],
        ['"CO\u0000de 🦓', "g"],
        ["%", "g"],
        ["emus completed", ""],
        ["TIME_PARSE", ""],
      ] as const;
      for (const [search, kept] of searches) {
        assert.equal((await idsOf(store, { limit: 9, search })).join(""), kept, JSON.stringify(search));
      }
    }),

    storeCase(open, "fields sort by code point, equal ones as added, and DESC is the reverse", async ({ store }) => {
      await sixJobs(store);
      const orders: readonly (readonly [JobField, string])[] = [
        ["targetTable", "cdbeaf"],
        ["lastUpdated", "dbfaec"],
        ["executionStatus", "acbdef"],
        ["sourceTable", "abcefd"],
        ["created", "abcdef"],
        ["type", "abcdfe"],
      ];
      for (const [orderBy, order] of orders) {
        assert.equal((await idsOf(store, { limit: 9, orderBy })).join(""), order, orderBy);
        const reverse = [...order].reverse().join("");
        assert.equal((await idsOf(store, { limit: 9, orderBy, direction: "DESC" })).join(""), reverse, orderBy);
      }
      for (const [key, name] of ["\u{1F993}", "\uFFFD", "\uFEFFa", "ä", "z", "Z", "10", "9"].entries()) {
        await store.jobs.add(`x${key}`, sampleJob(`x${key}`, name, { executionStatus: "idle" }));
      }
      const where = { executionStatus: ["idle"] };
      assert.deepEqual(await idsOf(store, { limit: 9, where, orderBy: "targetTable" }), [
        "x6",
        "x7",
        "x5",
        "x4",
        "x3",
        "x2",
        "x1",
        "x0",
      ]);
    }),

    storeCase(open, "limit and offset cut a page, and only the last one has no cursor", async ({ store }) => {
      await sixJobs(store);
      assert.deepEqual(await idsOf(store, { limit: 2, offset: 3 }), ["d", "e"]);
      assert.deepEqual(await store.jobs.page({ limit: 2, offset: 99 }), { items: [] });
      assert.equal((await store.jobs.page({ limit: 6 })).cursor, undefined);
      assert.equal((await store.jobs.page({ limit: 3, offset: 3 })).cursor, undefined);
      const first = await store.jobs.page({ limit: 5 });
      assert.equal(typeof first.cursor, "string");
      const rest = await store.jobs.page({ limit: 5, cursor: first.cursor ?? "" });
      assert.deepEqual([keysOf(rest.items), rest.cursor], [["f"], undefined]);
    }),

    storeCase(open, "a cursor goes on behind its record, whatever was added, changed or removed", async ({ store }) => {
      for (const orderBy of [undefined, "lastUpdated"] as const) {
        for (const direction of ["ASC", "DESC"] as const) {
          const name = `${orderBy} ${direction}`;
          const query = { limit: 2, direction, where: { targetTable: [name] }, ...(orderBy && { orderBy }) };
          const job = (id: number, day: number) =>
            store.jobs.add(`${name} ${id}`, sampleJob(`${id}`, name, { lastUpdatedTimestamp: `2024-01-0${day}` }));
          for (const [id, day] of [1, 2, 2, 2, 3].entries()) await job(id, day);
          const first = await store.jobs.page(query);
          const last = first.items.at(-1)?.key ?? "";
          await store.jobs.removeIf(last, 1);
          // A new record comes first or last, without and with an order.
          await job(5, direction === "ASC" ? 1 : 3);
          const seen = [...first.items];
          for (let page = first; page.cursor !== undefined; seen.push(...page.items)) {
            page = await store.jobs.page({ ...query, cursor: page.cursor });
          }
          const keys = keysOf(seen).map((key) => key.slice(name.length + 1));
          const added = orderBy === undefined && direction === "ASC" ? ["5"] : [];
          const order = direction === "ASC" ? ["0", "1", "2", "3", "4"] : ["4", "3", "2", "1", "0"];
          assert.deepEqual(keys, [...order, ...added], name);
        }
      }
    }),

    storeCase(open, "bad queries reject", async ({ store }) => {
      await sixJobs(store);
      const { cursor } = await store.jobs.page({ limit: 1 });
      const bad: readonly JobQuery[] = [
        { limit: 0 },
        { limit: 1.5 },
        { limit: 1, offset: -1 },
        { limit: 1, cursor: "nonsense" },
        { limit: 1, cursor: "" },
        { limit: 1, orderBy: "created", cursor: cursor ?? "" },
        { limit: 1, direction: "DESC", cursor: cursor ?? "" },
        { limit: 1, orderBy: "document" as JobField },
        { limit: 1, where: { "x = '' OR x": ["x"] } as JobQuery["where"] & object },
      ];
      for (const query of bad) await assert.rejects(store.jobs.page(query), RangeError, JSON.stringify(query));
    }),

    storeCase(open, "tables are found by their id", async ({ store }) => {
      for (const name of ["koalas", "emus"]) await store.tables.add(name, sampleTable(name, `id of ${name}`));
      const { items } = await store.tables.page({ limit: 2, where: { id: ["id of emus"] } });
      assert.deepEqual(keysOf(items), ["emus"]);
    }),

    storeCase(open, "many records are read page by page, each once", async ({ store }) => {
      const count = options.records ?? 2000;
      const keys = Array.from({ length: count }, (_, index) => `key ${index}`);
      await Promise.all(keys.map((key) => store.settings.add(key, key)));
      assert.deepEqual(keysOf(await allRecords(store.settings)), keys);
      assert.equal((await store.settings.page({ limit: 10, search: `KEY ${count - 1}` })).items.length, 1);
    }),
  ];
}
