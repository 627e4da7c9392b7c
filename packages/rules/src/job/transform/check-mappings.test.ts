import { stripSpans } from "@starfix/expr";
import { parseExpr } from "@starfix/expr/parse";
import type { CreateBatchJobRequest, Mapping } from "@starfix/schema";
import { expect, test } from "vitest";
import type { InputField } from "../../checked-job.ts";
import type { KnownTable } from "../../rule-context.ts";
import { contextOf, issuesOf, koalas, mapped, reading, s3 } from "../../testing/requests.ts";
import { checkJob } from "../check-job.ts";

const count: Mapping = { columnName: "n", expression: "COUNT(*)", isAggregation: true };

/** Codes and pointers. */
function codes(request: CreateBatchJobRequest, tables: readonly KnownTable[] = []): readonly string[] {
  return issuesOf(request, { tables }).map((issue) => issue.slice(0, issue.indexOf(":")));
}

function withField(field: InputField, ...mappings: readonly Mapping[]): CreateBatchJobRequest {
  return { ...mapped(...mappings), source: { ...s3, inputSchema: [...(s3.inputSchema ?? []), field] } };
}

const hourly: KnownTable = {
  name: "Hourly",
  type: "aggregate",
  columns: [
    { name: "city", role: "dimension", dataType: "string" },
    { name: "length", role: "measure", dataType: "long" },
  ],
};

function ofHourly(...mappings: readonly Mapping[]): CreateBatchJobRequest {
  const source = { type: "table", tableName: "Hourly" } as const;
  return { ...koalas, source, mappings: [{ columnName: "__time", expression: '"__time"' }, ...mappings] };
}

test("records of an aggregate table are counted by __count, and its rows with a warning", () => {
  const total: Mapping = { columnName: "n", expression: 'SUM("__count")', isAggregation: true };
  expect(
    codes(ofHourly(total, { columnName: "__count", expression: 'SUM("__count")', isAggregation: true }), [hourly]),
  ).toEqual([]);
  expect(codes(ofHourly({ ...total, expression: 'COUNT(DISTINCT "city")' }), [hourly])).toEqual([]);
  expect(codes(ofHourly(count), [{ ...hourly, type: "detail" }])).toEqual([]);
  expect(codes(ofHourly(total), [{ ...hourly, type: "detail" }])).toEqual([
    "invalid_expression /mappings/1/expression",
  ]);
  for (const expression of ["COUNT(*)", 'COUNT("city")', "COUNT(*) FILTER (WHERE \"city\" = 'Perth')"]) {
    expect(codes(ofHourly({ ...count, expression }), [hourly])).toEqual(["count_of_rolled_up /mappings/1/expression"]);
  }
});

test("a declared __count of an aggregate table is not there twice", () => {
  const declared = { name: "__count", role: "measure", dataType: "long" } as const;
  const { job } = checkJob(
    ofHourly({ columnName: "n", expression: 'SUM("__count")', isAggregation: true }),
    contextOf({ tables: [{ ...hourly, columns: [...hourly.columns, declared] }] }),
  );
  expect(job).toMatchObject({ transform: { input: [{ name: "__time" }, { name: "__count", dataType: "long" }] } });
});

test("JSON is stored, and never grouped by", () => {
  const doc: Mapping = { columnName: "doc", expression: '"doc"' };
  const field = { name: "doc", dataType: "json" } as const;
  expect(codes(withField(field, doc))).toEqual([]);
  expect(codes(withField(field, { ...doc, expression: "JSON_VALUE(\"doc\", '$.a')" }, count))).toEqual([]);
  expect(codes(withField(field, doc, count))).toEqual(["grouped_json /mappings/1/expression"]);
  expect(codes(withField(field, { ...doc, expression: 'PARSE_JSON("city")' }, count))).toEqual([
    "grouped_json /mappings/1/expression",
  ]);
});

test.each(["HLLSketch", "thetaSketch", "quantilesDoublesSketch", "variance"] as const)(
  "a field of type %s is aggregated",
  (dataType) => {
    const aggregate = {
      HLLSketch: "DS_HLL",
      thetaSketch: "DS_THETA",
      quantilesDoublesSketch: "DS_QUANTILES_SKETCH",
      variance: "",
    }[dataType];
    const users: Mapping = { columnName: "users", expression: '"users"' };
    const field = { name: "users", dataType };
    expect(codes(withField(field, users))).toEqual(["sketch_dimension /mappings/1/expression"]);
    expect(codes(withField(field, users, count))).toEqual(["sketch_dimension /mappings/1/expression"]);
    if (aggregate === "") return;
    expect(codes(withField(field, { ...users, expression: `${aggregate}("users")`, isAggregation: true }))).toEqual([]);
  },
);

test("a sketch that fills a measure without an aggregation has one issue", () => {
  const table: KnownTable = {
    name: "Koalas",
    type: "aggregate",
    columns: [{ name: "users", role: "measure", dataType: "HLLSketch" }],
  };
  const field = { name: "users", dataType: "HLLSketch" } as const;
  expect(codes(withField(field, { columnName: "users", expression: '"users"' }), [table])).toEqual([
    "measure_without_aggregation /mappings/1/expression",
  ]);
});

test("a field named __time is a time", () => {
  const named = (dataType: InputField["dataType"]): CreateBatchJobRequest => ({
    ...reading({ objects: ["a"], inputSchema: [...(s3.inputSchema ?? []), { name: "__time", dataType }] }),
  });
  expect(codes(named("timestamp"))).toEqual([]);
  for (const dataType of ["string", "long", "bigint", "double"] as const) {
    expect(codes(named(dataType))).toEqual(["input_named_time /source/inputSchema/4/name"]);
  }
});

test("results of aggregates are measured where they are stored, and not in a filter or as the time", () => {
  const mean: Mapping = { columnName: "mean", expression: 'AVG("session_length")', isAggregation: true };
  expect(codes(mapped(mean))).toEqual(["unmergeable_aggregate /mappings/1/expression"]);
  expect(codes(mapped({ ...mean, expression: 'SUM("session_length") / COUNT(*)' }))).toEqual([
    "post_aggregation /mappings/1/expression",
  ]);
  expect(codes({ ...koalas, filterExpression: 'AVG("session_length") > 1' })).toEqual([
    "invalid_filter /filterExpression",
  ]);
});

test("an issue of a tree that was built has the place in its text", () => {
  const expression = "TIME_PARSE(\"timestamp\", 'yyyy-mm-dd')";
  const tree = stripSpans(parseExpr(expression));
  const request = { ...koalas, mappings: [{ columnName: "__time", expression }] };
  const trees = new Map([["/mappings/0/expression", tree]]);
  const { issues } = checkJob(request, { ...contextOf(), trees });
  expect(issues.map(({ code, span }) => [code, expression.slice(span?.start, span?.end)])).toEqual([
    ["time_pattern", "mm"],
  ]);
  const average = 'AVG("session_length")';
  const measured = checkJob(mapped({ columnName: "mean", expression: average, isAggregation: true }), {
    ...contextOf(),
    trees: new Map([["/mappings/1/expression", stripSpans(parseExpr(average))]]),
  });
  expect(measured.issues.map(({ code, span }) => [code, average.slice(span?.start, span?.end)])).toEqual([
    ["unmergeable_aggregate", average],
  ]);
});
