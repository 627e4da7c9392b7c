import { expect, test } from "vitest";
import { aggregateTable, detailTable } from "../index.ts";

test("a detail table holds what it was given", () => {
  const table = detailTable("Koalas")
    .columns({ __time: "timestamp", city: "string" })
    .columns({ session_length: "long" })
    .strict()
    .describe("Sessions of the koalas")
    .partitionBy("month")
    .clusterBy("city")
    .storage({ retain: "P1Y", cached: { intervals: ["2026-01-01/2026-02-01"], period: "P30D" } });
  const { origin, patches, ...node } = table.toNode();
  expect(origin.stack).toContain("table.test.ts");
  expect(patches).toEqual([]);
  expect(node).toEqual({
    kind: "table",
    name: "Koalas",
    request: {
      type: "detail",
      name: "Koalas",
      schema: [
        { name: "__time", dataType: "timestamp" },
        { name: "city", dataType: "string" },
        { name: "session_length", dataType: "long" },
      ],
      schemaMode: "strict",
      description: "Sessions of the koalas",
      partitioningGranularity: "month",
      clusteringColumns: ["city"],
      storagePolicy: {
        cached: { type: "intervals", intervals: ["2026-01-01/2026-02-01"], period: "P30D" },
        retain: { type: "period", period: "P1Y" },
      },
    },
  });
});

test("an aggregate table has measures, and its columns stand in the order of the calls", () => {
  const table = aggregateTable("Sessions")
    .columns({ city: "string" })
    .measures({ n: "long" })
    .columns({ zoo: "string" });
  expect(table.rollup("hour").toNode().request).toEqual({
    type: "aggregate",
    name: "Sessions",
    timeResolution: "hour",
    schema: [
      { type: "dimension", name: "city", dataType: "string" },
      { type: "measure", name: "n", dataType: "long" },
      { type: "dimension", name: "zoo", dataType: "string" },
    ],
  });
  const period = table
    .rollup("hour")
    .rollup({ period: "PT6H", timeZone: "Australia/Perth", origin: "2026-01-01T03:00:00Z" });
  expect(period.toNode().request).toMatchObject({
    queryGranularity: { type: "period", period: "PT6H", timeZone: "Australia/Perth", origin: "2026-01-01T03:00:00Z" },
  });
  expect(period.toNode().request).not.toHaveProperty("timeResolution");
});

test("two modes contradict each other, and a builder is never changed", () => {
  const table = detailTable("Koalas");
  expect(table.strict().strict().toNode().request.schemaMode).toBe("strict");
  // @ts-expect-error the mode is set
  expect(() => table.strict().flexible()).toThrow("the mode is set by .strict() already");
  // @ts-expect-error the mode is set
  expect(() => aggregateTable("Sessions").flexible().strict()).toThrow("the mode is set by .flexible() already");
  expect(table.toNode().request.schemaMode).toBeUndefined();
});

const table = aggregateTable("Sessions");
const refusals: readonly (readonly [string, () => unknown, string])[] = [
  ["a name with a slash", () => detailTable("a/b"), "invalid table: expected a name with no slash, such as Koalas"],
  ["a name with a dot in front", () => detailTable(".a"), "invalid table: expected a name with no dot in front"],
  ["a name with a blank at its end", () => detailTable("a "), "expected a name with no blank at either end"],
  ["a name with an emoji", () => detailTable("🐨"), "and no emoji"],
  ["an empty name", () => detailTable(""), "expected a name with 1 to 255 characters"],
  ["a column twice", () => table.columns({ a: "string" }).measures({ a: "long" }), 'column "a" is declared twice'],
  [
    "a reserved name",
    () => table.columns({ __x: "string" }),
    "invalid column name: expected a name that does not begin with __",
  ],
  ["a name that JavaScript would move", () => table.columns({ "1": "string" }), 'invalid column name "1"'],
  [
    "an unknown type",
    // @ts-expect-error there is no such type
    () => table.columns({ a: "text" }),
    'invalid type of column "a": expected one of string, varchar',
  ],
  // @ts-expect-error no measure is JSON
  ["a measure of JSON", () => table.measures({ a: "json" }), 'invalid type of measure "a": expected one of bigint'],
  // @ts-expect-error only __time is a timestamp
  ["a timestamp", () => table.columns({ at: "timestamp" }), 'invalid type of column "at": expected another type'],
  // @ts-expect-error it is a timestamp
  ["another __time", () => table.columns({ __time: "long" }), 'invalid type of column "__time": expected timestamp'],
  // @ts-expect-error only old tables have weeks
  ["chunks of a week", () => table.partitionBy("week"), "invalid granularity: expected one of second, minute"],
  [
    "an undeclared column",
    // @ts-expect-error a column of a strict table must be declared
    () => detailTable("a").columns({ a: "string" }).strict().clusterBy("a", "a", "b"),
    "each name once",
  ],
  ["a long description", () => table.describe("x".repeat(1001)), "invalid description: expected text of at most 1,000"],
  // @ts-expect-error a policy needs a period or intervals
  ["an empty policy", () => table.storage({ retain: 7 }), "invalid retain: expected a period such as P30D"],
  ["a policy of nothing", () => table.storage({}), "invalid storage: expected retain or cached"],
  [
    "an unknown option",
    // @ts-expect-error there is no such option
    () => table.storage({ retian: "P1D" }),
    'unknown option "retian" of .storage(): expected retain, cached',
  ],
  ["a wrong period", () => table.storage({ retain: "P1H" }), "invalid retain: expected an ISO 8601 period"],
  // @ts-expect-error there is no such length
  ["an unknown rollup", () => table.rollup("decade"), "invalid rollup: expected one of millisecond, second"],
  [
    "an unknown zone",
    () => table.rollup({ period: "P1D", timeZone: "Perth" }),
    "invalid timeZone: expected the name of a time zone",
  ],
  [
    "an origin that is no time",
    () => table.rollup({ period: "P1D", origin: "soon" }),
    "invalid origin: expected an ISO 8601 time",
  ],
];

test.each(refusals)("%s is refused", (_what, call, message) => {
  expect(call).toThrow(message);
});
