import { expect, test } from "vitest";
import { parseExpr } from "../parse/parse-expr.ts";
import { checkMeasure } from "./check-measure.ts";

function given(sql: string): readonly string[] {
  return checkMeasure(parseExpr(sql)).map(({ code, span }) => `${code} ${sql.slice(span?.start, span?.end)}`);
}

test.each([
  "COUNT(*)",
  'SUM("a" / "b")',
  'SUM("a") FILTER (WHERE "b" > 1)',
  'MAX("a")',
  'VARIANCE("a")',
  'COUNT(DISTINCT "a")',
  'APPROX_COUNT_DISTINCT_DS_THETA("a")',
  'DS_HLL("a")',
  'LATEST_BY("a", "t")',
  'SUM(THETA_SKETCH_ESTIMATE("sketch"))',
])("%s can be stored", (sql) => {
  expect(given(sql)).toEqual([]);
});

test.each([
  ['SUM("a") / COUNT(*)', 'post_aggregation SUM("a") / COUNT(*)'],
  ['ROUND(100 * SUM("a") / SUM("b"), 2)', 'post_aggregation 100 * SUM("a") / SUM("b")'],
  ['SAFE_DIVIDE(SUM("a"), COUNT(*))', 'post_aggregation SAFE_DIVIDE(SUM("a"), COUNT(*))'],
  ['THETA_SKETCH_ESTIMATE(DS_THETA("a"))', 'post_aggregation THETA_SKETCH_ESTIMATE(DS_THETA("a"))'],
  ['DS_GET_QUANTILE(DS_QUANTILES_SKETCH("a"), 0.5)', 'post_aggregation DS_GET_QUANTILE(DS_QUANTILES_SKETCH("a"), 0.5)'],
  ['HLL_SKETCH_UNION(DS_HLL("a"), DS_HLL("b"))', 'post_aggregation HLL_SKETCH_UNION(DS_HLL("a"), DS_HLL("b"))'],
  ['AVG("a")', 'unmergeable_aggregate AVG("a")'],
  ['ROUND(AVG("a"), 2)', 'unmergeable_aggregate AVG("a")'],
  ["STRING_AGG(\"a\", ',')", "unmergeable_aggregate STRING_AGG(\"a\", ',')"],
  ['APPROX_QUANTILE_DS("a", 0.5)', 'unmergeable_aggregate APPROX_QUANTILE_DS("a", 0.5)'],
  ['STDDEV("a")', 'unmergeable_aggregate STDDEV("a")'],
  ['COALESCE(SUM("a"), 0)', 'unmergeable_aggregate COALESCE(SUM("a"), 0)'],
  ['SUM("a") / 100', 'unmergeable_aggregate SUM("a") / 100'],
  ['MAX("a") - MIN("a")', 'unmergeable_aggregate MAX("a") - MIN("a")'],
])("%s cannot be merged", (sql, want) => {
  expect(given(sql)).toEqual([want]);
});
