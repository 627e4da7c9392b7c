import assert from "node:assert/strict";
import type { JobKind, SourceKind } from "@starfix/rules";
import type { CreateBatchJobRequest, CreateJobRequest, DataFormatSettings } from "@starfix/schema";
import type { Engine, Refusal } from "../engine.ts";
import type { CaseFactory, EngineCase } from "./conformance-case.ts";
import { assertRecords, endOf, NO_OBJECTS, prepare, run, start, statesOf } from "./run-states.ts";
import { checked, inlineJob, inlineRequest, lines, objectsRequest } from "./sample-jobs.ts";

const INPUT = [{ name: "timestamp", dataType: "string" } as const];
const TIME = [{ columnName: "__time", expression: 'TIME_PARSE("timestamp")' }];

/** A request of each kind. */
function requestsOf(tableName: string): Readonly<Record<JobKind, CreateJobRequest>> {
  const target = { type: "table", tableName } as const;
  const stream = { type: "connection", connectionName: "events", inputSchema: INPUT } as const;
  const format = { format: "nd-json" } as const;
  return {
    batch: inlineRequest(tableName, lines(1)),
    streaming: { type: "streaming", target, source: { ...stream, formatSettings: format }, mappings: TIME },
    sql: {
      type: "sql",
      query: `INSERT INTO "${tableName}" SELECT * FROM "other" PARTITIONED BY DAY`,
      createTableIfNotExists: true,
    },
    delete_data: { type: "delete_data", target, deleteAll: true },
    drop_table: { type: "drop_table", target },
    restore_data: { type: "restore_data", target, interval: "2024-01-01/P1D" },
  };
}

/** A batch job with a source of each kind that it can have. */
function sourcesOf(tableName: string): Readonly<Record<Exclude<SourceKind, "stream">, CreateBatchJobRequest>> {
  const formatSettings = { format: "nd-json" } as const;
  const request = inlineRequest(tableName, lines(1), { mappings: TIME });
  return {
    objects: objectsRequest(tableName),
    inline: request,
    uploaded: { ...request, source: { type: "uploaded", fileList: ["a.json"], formatSettings, inputSchema: INPUT } },
    table: {
      ...request,
      source: { type: "table", tableName: "other" },
      mappings: [{ columnName: "__time", expression: '"__time"' }],
    },
  };
}

const FORMATS: readonly DataFormatSettings[] = [
  { format: "nd-json" },
  { format: "csv", columns: ["timestamp", "city", "n"] },
  { format: "parquet" },
  { format: "orc" },
];

/** What a JSON pointer leads to. */
function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((value, step) => {
      assert.ok(typeof value === "object" && value !== null, `${pointer} leads into the request`);
      return Object.entries(value).find(([name]) => name === step.replaceAll("~1", "/").replaceAll("~0", "~"))?.[1];
    }, document);
}

/** The refusals of a job; every one says enough for a reader to find its reason in the request. */
async function refusalsOf(engine: Engine, request: CreateJobRequest): Promise<readonly Refusal[]> {
  const result = await engine.prepare(checked(request));
  if ("prepared" in result) return [];
  assert.ok(result.refusals.length > 0, "a job that is not prepared has a refusal");
  for (const { name, message, pointer } of result.refusals) {
    assert.notEqual(name, "");
    assert.notEqual(message, "");
    if (pointer !== undefined) assert.notEqual(valueAt(request, pointer), undefined, `${pointer} is in the request`);
  }
  return result.refusals;
}

/** What is refused, and that nothing has run then. */
export function prepareCases(cases: CaseFactory): readonly EngineCase[] {
  return [
    cases.shared("a job of a kind that the engine does not run is refused as such", async ({ engine, name }) => {
      const table = name("table");
      for (const [kind, request] of Object.entries(requestsOf(table))) {
        const codes = (await refusalsOf(engine, request)).map(({ code, name: what }) => `${code} ${what}`);
        const isRun = engine.capabilities.jobs.some((one) => one === kind);
        assert.equal(codes.includes(`unsupported_job ${kind}`), !isRun, `${kind}: ${codes.join(", ")}`);
      }
      await assertRecords(engine, table, 0);
    }),

    cases.shared("a source that the engine does not read is refused as such", async ({ engine, name }) => {
      const table = name("table");
      for (const [kind, request] of Object.entries(sourcesOf(table))) {
        const refusals = await refusalsOf(engine, request);
        const isRefused = refusals.some(({ code, name: what }) => code === "unsupported_source" && what === kind);
        const isRead = engine.capabilities.sources.some((one) => one === kind);
        assert.equal(isRefused, !isRead, `${kind}: ${JSON.stringify(refusals)}`);
      }
      await assertRecords(engine, table, 0);
    }),

    cases.shared("a format that the engine does not read is refused as such", async ({ engine, name }) => {
      const table = name("table");
      for (const formatSettings of FORMATS) {
        const { format } = formatSettings;
        const refusals = await refusalsOf(engine, objectsRequest(table, { mappings: TIME }, formatSettings));
        const isRefused = refusals.some(({ code, name: what }) => code === "unsupported_format" && what === format);
        assert.equal(
          isRefused,
          !engine.capabilities.formats.includes(format),
          `${format}: ${JSON.stringify(refusals)}`,
        );
      }
      await assertRecords(engine, table, 0);
    }),

    cases.shared("a prepared job holds its job, and has run nothing", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      const job = inlineJob(table, lines(3));
      assert.equal((await prepare(engine, job)).job, job);
      await assertRecords(engine, table, 0);
      assert.deepEqual(await statesOf(engine, runId), [{ state: "unknown" }]);
    }),

    cases.shared("a job is prepared once and run under many ids, each time in full", async ({ engine, name }) => {
      const [table, job] = [name("table"), name("job")];
      const prepared = await prepare(engine, inlineJob(table, lines(1, 7)));
      // Attempts of one job are runs of their own.
      for (const runId of [job, `${job}.2`, `${job}.3`]) {
        await engine.start(runId, prepared, NO_OBJECTS);
        assert.equal((await endOf(engine, runId)).status, "completed");
      }
      assert.equal((await engine.table(table))?.rows, 3);
    }),

    cases.shared("what the engine has not prepared is not started", async ({ engine, name }) => {
      const [table, runId] = [name("table"), name("run")];
      const job = inlineJob(table, lines(1));
      await assert.rejects(engine.start(runId, { job }, NO_OBJECTS), TypeError);
      assert.deepEqual(await statesOf(engine, runId), [{ state: "unknown" }]);
      await start(engine, runId, job);
      assert.equal((await endOf(engine, runId)).status, "completed");
      await assertRecords(engine, table, 1);
    }),

    cases.shared("a job into a table of other columns is refused, or runs and keeps the rows", async (scene) => {
      const { engine, name } = scene;
      const table = name("table");
      await run(engine, name("first"), inlineJob(table, lines(5)));
      const mappings = [...TIME, { columnName: "n", expression: '"city"' }];
      const other = inlineRequest(table, lines(5), { mappings });
      const refusals = await refusalsOf(engine, other);
      if (refusals.length === 0) await run(engine, name("second"), checked(other));
      else
        assert.deepEqual(
          refusals.map(({ code }) => code),
          ["table_mismatch"],
        );
      assert.equal((await engine.table(table))?.rows, refusals.length === 0 ? 10 : 5);
    }),
  ];
}
