import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { BucketObject, InputField, JobPlan, RunOptions } from "@starfix/engine";
import { inputSqlTypes } from "@starfix/expr";
import { checkExpr, parseExpr } from "@starfix/expr/parse";

/** What a test says of a job; the rest is that of the Koalas job. */
export interface JobFixture {
  readonly jobId?: string;
  readonly table?: string;
  readonly input?: Readonly<Record<string, InputField["dataType"]>>;
  readonly mappings?: Readonly<Record<string, string>>;
  readonly filter?: string;
  readonly create?: boolean;
  readonly maxParseExceptions?: number;
}

export const KOALAS_INPUT = { timestamp: "string", city: "string", session: "string", session_length: "long" } as const;
export const KOALAS_MAPPINGS = {
  __time: 'TIME_PARSE("timestamp")',
  city: '"city"',
  session: '"session"',
  max_session_length: 'MAX("session_length")',
  __count: "COUNT(*)",
} as const;

/** A plan as `planJob` would make it, for tests. */
export function jobPlan(fixture: JobFixture = {}): JobPlan {
  const input = Object.entries(fixture.input ?? KOALAS_INPUT).map(([name, dataType]) => ({ name, dataType }));
  const columns = new Map(input.map(({ name, dataType }) => [name, inputSqlTypes[dataType]]));
  const mappings = Object.entries(fixture.mappings ?? KOALAS_MAPPINGS).map(([column, sql], index) => {
    const expression = parseExpr(sql);
    const { type, aggregate } = checkExpr(expression, { columns });
    return { column, expression, type, aggregate, pointer: `/mappings/${index}/expression` };
  });
  return {
    jobId: fixture.jobId ?? "job-1",
    table: fixture.table ?? "Koalas",
    createTableIfNotExists: fixture.create ?? true,
    connectionName: "demo-conn",
    selection: { kind: "uris", uris: ["s3://demo-bucket/demo.json"] },
    format: { format: "nd-json" },
    input,
    filter: fixture.filter === undefined ? undefined : parseExpr(fixture.filter),
    mappings,
    aggregates: mappings.some((mapping) => mapping.aggregate),
    partitionedBy: "day",
    clusteringColumns: [],
    maxParseExceptions: fixture.maxParseExceptions ?? 2_147_483_647,
  };
}

/** An object that holds these records, one a line; a string stands as it is. */
export function jsonObject(records: readonly unknown[], key = "demo.json"): BucketObject {
  const text = records.map((record) => `${typeof record === "string" ? record : JSON.stringify(record)}\n`).join("");
  return bytesObject(key, key.endsWith(".gz") ? gzipSync(text) : Buffer.from(text));
}

export function bytesObject(key: string, bytes: Buffer): BucketObject {
  return { key, size: bytes.length, open: async () => Readable.from([bytes]) };
}

export function runOptions(options: Partial<RunOptions> = {}): RunOptions {
  return { signal: new AbortController().signal, onProgress: () => {}, ...options };
}
