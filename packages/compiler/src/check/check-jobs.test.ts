import {
  aggregateTable,
  azureConnection,
  batchJob,
  cast,
  detailTable,
  lit,
  s3Connection,
  secret,
  timeParse,
} from "@starfix/dsl";
import { expect, test } from "vitest";
import { compileDefinition, type DefinitionBuilder } from "../compile/compile-definition.ts";
import { formatIssue } from "../issues/compile-issue.ts";

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
const azure = azureConnection("azure")
  .account("demoaccount")
  .container("events")
  .accountKey(secret("AZURE_KEY"))
  .prefix("koalas/");
const base = batchJob("koalas")
  .from(demo)
  .prefixes("a/")
  .input({ timestamp: "string", city: "string", length: "long" });
const strict = detailTable("Koalas").columns({ city: "string", length: "long" }).strict();
const sessions = aggregateTable("Sessions")
  .columns({ city: "string" })
  .measures({ longest: "long", users: "HLLSketch" });

/** Mappings as text whose columns the types cannot see, as from a list that is read at run time. */
function texts(mappings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { __time: 'TIME_PARSE("timestamp")', ...mappings };
}

function issuesOf(definition: DefinitionBuilder): readonly string[] {
  return compileDefinition(definition).issues.map((issue) => `${issue.code}: ${formatIssue(issue, "/")}`);
}

test("text that fits the table is no issue", () => {
  expect(issuesOf(base.into(strict).map(texts({ city: '"city"', length: '"length" > 3' }) as never))).toEqual([]);
  expect(
    issuesOf(
      base.into(sessions).map(texts({ longest: 'MAX("length")', users: 'DS_HLL("city")', __count: "COUNT(*)" })),
    ),
  ).toEqual([]);
  expect(
    issuesOf(base.into(sessions).map(texts({ zoo: '"city"', users: 'APPROX_COUNT_DISTINCT_DS_HLL("city")' }))),
  ).toEqual([]);
});

test.each([
  [
    "a column that a strict table does not have",
    base.into(strict).map(texts({ town: '"city"' }) as never),
    'column_not_in_table: job "koalas" maps column "town", which strict table "Koalas" does not have: expected one of __time, city, length',
  ],
  [
    "a text for a number",
    base.into(strict).map(texts({ length: '"city"' }) as never),
    'column_type: job "koalas" maps column "length" of table "Koalas": expected long, which takes BIGINT or BOOLEAN or TIMESTAMP or DATE, received VARCHAR',
  ],
  [
    "a measure without an aggregation",
    base.into(sessions).map(texts({ longest: '"length"' })),
    'measure_without_aggregation: job "koalas" maps measure "longest" of table "Sessions" without an aggregation: aggregate it, as in SUM or MAX',
  ],
  [
    "an aggregation into a column of a detail table",
    base.into(strict).map(texts({ length: 'MAX("length")' }) as never),
    'aggregation_without_measure: job "koalas" maps column "length" of table "Koalas" to an aggregation, and it is no measure: declare it with .measures() in an aggregateTable(), or do not aggregate',
  ],
  [
    "an interval that cuts a chunk of the table",
    base
      .into(strict.partitionBy("month"))
      .map(texts({}) as never)
      .replace("2026-01-15/2026-02-01"),
    'misaligned_interval: job "koalas" replaces "2026-01-15/2026-02-01", and its time chunks are of length month: begin and end with one, in UTC',
  ],
  [
    "an interval that cuts a chunk of the job",
    base.into("T").map(texts({})).partitionBy("day").replace("2026-01-01T06:00:00Z/2026-01-02"),
    'misaligned_interval: job "koalas" replaces "2026-01-01T06:00:00Z/2026-01-02", and its time chunks are of length day: begin and end with one, in UTC',
  ],
  [
    "a blob of another container",
    base.from(azure).uris("azure://other/koalas/a").into("T").map(texts({})),
    'uri_of_another_bucket: job "koalas" reads "azure://other/koalas/a", and its connection reads only what begins with "azure://events/": name an object there, or use another connection',
  ],
  [
    "a blob outside of the prefix",
    base.from(azure).objects("other/a").into("T").map(texts({})),
    'outside_prefix: job "koalas" reads "other/a", and its connection reaches only keys that start with "koalas/": name an object below it, or widen the prefix of the connection',
  ],
  [
    "sorting by a column that is not declared",
    detailTable("T").columns({ city: "string" }).clusterBy("town"),
    'unknown_clustering_column: table "T" sorts by "town", which it does not declare: expected one of city',
  ],
  [
    "sorting by a measure",
    sessions.clusterBy("longest"),
    'clustering_by_measure: table "Sessions" sorts by measure "longest": expected columns that are no measures',
  ],
  [
    "times that are cut down further than chunks",
    sessions.rollup("month"),
    'rollup_coarser_than_chunk: table "Sessions" rolls times up to month, and its time chunks are only of length day: choose longer ones with .partitionBy()',
  ],
])("%s is an issue", (_what, definition, want) => {
  expect(issuesOf(definition)).toEqual([want]);
});

test("intervals that are whole chunks are no issue, nor are those of a table that is known by name alone", () => {
  const job = base.into("T").map(texts({}));
  for (const [granularity, interval] of [
    ["hour", "2026-01-01T06:00:00Z/PT6H"],
    ["quarter", "2026-04-01/2026-10-01"],
    ["year", "2026/2027"],
    ["eight_hour", "2026-01-01T16:00:00Z/2026-01-02"],
  ] as const) {
    expect(issuesOf(job.partitionBy(granularity).replace(interval))).toEqual([]);
  }
  expect(issuesOf(job.replace("2026-01-01T00:30:00Z/2026-01-02"))).toEqual([]);
  expect(issuesOf(job.partitionBy("quarter").replace("2026-02-01/2026-04-01"))).toHaveLength(1);
  expect(issuesOf(job.partitionBy("all").replace("2026-02-01/2026-04-01"))).toHaveLength(1);
});

test("a time that is there for every record is no issue, and one that can be NULL is", () => {
  const time = (sql: string): readonly string[] => issuesOf(base.into("T").map({ __time: sql }));
  expect(time(`TIME_PARSE(CASE WHEN "city" = 'Perth' THEN "timestamp" ELSE '2026-01-01' END)`)).toEqual([]);
  expect(time(`TIME_PARSE(COALESCE(NULLIF("timestamp", ''), '2026-01-01'))`)).toEqual([]);
  expect(time('MILLIS_TO_TIMESTAMP("length")')).toEqual([]);
  expect(time(`TIME_PARSE(NULLIF("timestamp", ''))`)).toEqual([
    `time_expression: job "koalas" maps __time to TIME_PARSE(NULLIF("timestamp", '')): expected a time in every row, received a value that can be NULL`,
  ]);
  expect(
    issuesOf(base.into("T").map((c) => ({ __time: timeParse(cast(lit(null), "VARCHAR")), city: c.city }))),
  ).toEqual([
    'time_expression: job "koalas" maps __time to TIME_PARSE(CAST(NULL AS VARCHAR)): expected a time in every row, received a value that can be NULL',
  ]);
});
