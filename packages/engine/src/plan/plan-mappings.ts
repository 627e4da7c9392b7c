import type { SqlType } from "@starfix/expr";
import { checkTime } from "@starfix/expr/parse";
import type { Mapping } from "@starfix/schema";
import type { EngineColumn } from "../engine.ts";
import type { PlannedMapping } from "../job-plan.ts";
import { type PlannedExpression, planExpression, reportExprIssue } from "./plan-expression.ts";
import type { Report } from "./plan-issue.ts";

export interface MappingContext {
  readonly columns: ReadonlyMap<string, SqlType>;
  /** Columns of the table, when it is there. */
  readonly table: readonly EngineColumn[] | undefined;
}

export function planMappings(
  mappings: readonly Mapping[],
  context: MappingContext,
  report: Report,
): readonly PlannedMapping[] {
  const planned: PlannedMapping[] = [];
  const parsed = mappings.map(({ expression }, index) =>
    planExpression(expression, `/mappings/${index}/expression`, context.columns, report),
  );
  const aggregates = parsed.some((one) => one?.aggregate === true);
  const seen = new Map<string, number>();
  mappings.forEach((mapping, index) => {
    const pointer = `/mappings/${index}`;
    const expression = parsed[index];
    const first = seen.get(mapping.columnName);
    checkName(mapping.columnName, first, aggregates, pointer, report);
    seen.set(mapping.columnName, first ?? index);
    if (expression === undefined) return;
    if (expression.sound && mapping.columnName === "__time") {
      const place = { sql: mapping.expression, pointer: `${pointer}/expression` };
      // Whether a row has no time is seen when it is read.
      const found = checkTime(expression.node, expression, { allowNull: true });
      for (const issue of found) reportExprIssue(issue, place, report);
    } else if (expression.sound) checkAggregation(mapping, expression, context.table, pointer, report);
    if (aggregates && !expression.aggregate && expression.type.startsWith("COMPLEX<")) {
      report(
        "unsupported_type",
        `${pointer}/expression`,
        `rows cannot be grouped by ${JSON.stringify(mapping.columnName)} of type ${expression.type}; only a table without ` +
          "aggregation can hold it",
      );
    }
    planned.push({
      column: mapping.columnName,
      expression: expression.node,
      type: expression.type,
      aggregate: expression.aggregate,
      pointer: `${pointer}/expression`,
    });
  });
  if (!seen.has("__time")) {
    report("missing_time", "/mappings", 'missing column: expected a mapping of __time, such as TIME_PARSE("…")');
  }
  if (aggregates && !seen.has("__count")) planned.push(COUNT);
  return planned;
}

const COUNT: PlannedMapping = {
  column: "__count",
  expression: { kind: "call", function: "COUNT", args: [{ kind: "star" }] },
  type: "BIGINT",
  aggregate: true,
};

function checkName(
  name: string,
  first: number | undefined,
  aggregates: boolean,
  pointer: string,
  report: Report,
): void {
  const place = `${pointer}/columnName`;
  if (name === "") {
    report("invalid_column", place, "invalid column: expected a name, received an empty text");
  } else if (first !== undefined) {
    report(
      "duplicate_column",
      place,
      `duplicate column: ${JSON.stringify(name)} is filled by mapping ${first} already`,
    );
  } else if (name.startsWith("__") && name !== "__time" && !(name === "__count" && aggregates)) {
    const count = name === "__count" ? ", and __count is for jobs that aggregate" : "";
    report(
      "reserved_column",
      place,
      `reserved column: names that begin with __ are Druid's own, received ${JSON.stringify(name)}${count}`,
    );
  }
}

/**
 * `isAggregation` must say what the expression does. Absent, the column of the table decides; a column that is not there
 * is taken for no aggregation, which no aggregate can fill.
 */
function checkAggregation(
  { columnName, isAggregation }: Mapping,
  { aggregate }: PlannedExpression,
  table: readonly EngineColumn[] | undefined,
  pointer: string,
  report: Report,
): void {
  const role = table?.find((column) => column.name === columnName)?.role;
  const marked = isAggregation ?? role === "measure";
  if (marked === aggregate) return;
  const name = JSON.stringify(columnName);
  if (aggregate) {
    const why =
      isAggregation === false ? "isAggregation is false" : "isAggregation is not set and the table has no such measure";
    report(
      "unmarked_aggregation",
      `${pointer}/isAggregation`,
      `the expression of ${name} aggregates, but ${why}; set isAggregation: true`,
    );
  } else {
    const why = isAggregation === true ? "isAggregation is true" : "the table has it as a measure";
    report(
      "not_an_aggregation",
      `${pointer}/${isAggregation === true ? "isAggregation" : "expression"}`,
      `the expression of ${name} does not aggregate, but ${why}; aggregate it, SUM or MAX, or leave isAggregation out`,
    );
  }
}
