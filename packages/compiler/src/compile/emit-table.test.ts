import { aggregateTable, detailTable } from "@starfix/dsl";
import { expect, test } from "vitest";
import { compileDefinition } from "../compile/compile-definition.ts";

test("a detail table becomes its request, with its keys in a fixed order", () => {
  const table = detailTable("Koalas")
    .columns({ city: "string" })
    .storage({ retain: "P1Y" })
    .clusterBy("city")
    .partitionBy("month")
    .strict()
    .describe("Sessions");
  const { artifact, issues } = compileDefinition(table);
  expect(issues).toEqual([]);
  expect(artifact?.path).toBe("tables/Koalas.json");
  expect(artifact?.text).toBe(
    `${JSON.stringify(
      {
        type: "detail",
        name: "Koalas",
        version: 0,
        description: "Sessions",
        schemaMode: "strict",
        partitioningGranularity: "month",
        clusteringColumns: ["city"],
        storagePolicy: { retain: { type: "period", period: "P1Y" } },
        schema: [{ name: "city", dataType: "string" }],
      },
      null,
      2,
    )}\n`,
  );
});

test("an aggregate table becomes its request, and a patch is applied", () => {
  const table = aggregateTable("Sessions: all")
    .measures({ n: "long" })
    .columns({ city: "string" })
    .rollup({ period: "PT6H" })
    .flexible()
    .patch((json) => ({ ...json, description: null }));
  const { artifact, issues } = compileDefinition(table);
  expect(issues).toEqual([]);
  expect(artifact?.path).toBe("tables/Sessions%3A%20all.json");
  expect(artifact?.json).toEqual({
    type: "aggregate",
    name: "Sessions: all",
    version: 0,
    description: null,
    schemaMode: "flexible",
    queryGranularity: { type: "period", period: "PT6H" },
    schema: [
      { type: "measure", name: "n", dataType: "long" },
      { type: "dimension", name: "city", dataType: "string" },
    ],
  });
});

test("what a patch puts in that the contract does not know is an issue", () => {
  const { issues } = compileDefinition(detailTable("Koalas").patch((json) => ({ ...json, schemaMod: "strict" })));
  expect(issues).toMatchObject([{ code: "invalid_request", kind: "table", name: "Koalas" }]);
});
