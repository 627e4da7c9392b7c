import { expect, test } from "vitest";
import { declaredTable } from "./declared-table.ts";

test("a declared table has the roles and types of its columns", () => {
  expect(
    declaredTable({
      type: "aggregate",
      name: "Sessions",
      schemaMode: "strict",
      partitioningGranularity: "day",
      timeResolution: "hour",
      schema: [
        { type: "dimension", name: "city", dataType: "string" },
        { type: "measure", name: "total", dataType: "long" },
      ],
    }),
  ).toEqual({
    name: "Sessions",
    type: "aggregate",
    schemaMode: "strict",
    partitioningGranularity: "day",
    timeResolution: "hour",
    columns: [
      { name: "city", role: "dimension", dataType: "string" },
      { name: "total", role: "measure", dataType: "long" },
    ],
  });
});

test("what a declaration leaves out is absent", () => {
  expect(declaredTable({ type: "detail", name: "Koalas" })).toStrictEqual({
    name: "Koalas",
    type: "detail",
    columns: [],
  });
});
