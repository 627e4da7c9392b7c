import { columnNamesOf, type ExprNode, type SqlType } from "@starfix/expr";
import type { Mapping } from "@starfix/schema";
import type { CheckedFilter, CheckedMapping, CheckedTransform, InputField } from "../../checked-job.ts";
import { hasError, type Report, type RuleIssue, reportTo } from "../../issues/rule-issue.ts";
import type { KnownTable, RuleContext } from "../../rule-context.ts";
import { filterPointer } from "../pointers.ts";
import { checkExpression } from "./check-expression.ts";
import { checkMappings } from "./check-mappings.ts";
import { inputColumns } from "./input-columns.ts";

/** What a job makes of records, wherever they come from. */
export interface TransformRequest {
  /** The fields of the records. */
  readonly input: readonly InputField[];
  readonly filterExpression?: string;
  readonly mappings?: readonly Mapping[];
}

export interface TransformContext {
  /** Trees of expressions that are parsed already, as in {@link RuleContext}. */
  readonly trees?: RuleContext["trees"] | undefined;
  /** The table that is written, where it is known. */
  readonly table?: KnownTable | undefined;
  /**
   * The records are rows of a table, whose `__time` is a time already.
   *
   * @default false
   */
  readonly readsTable?: boolean;
  /** The aggregate table whose rows are read, if it is one: each is made of several records. */
  readonly rolledUp?: string | undefined;
}

/**
 * Checks mappings and filter of a job without asking where the records come from, as a preview of sample records needs.
 *
 * @example
 * const { transform } = checkTransform({
 *   input: [{ name: "at", dataType: "string" }, { name: "city", dataType: "string" }],
 *   mappings: [{ columnName: "__time", expression: 'TIME_PARSE("at")' }],
 * });
 * transform?.input;
 * // => [{ name: "at", dataType: "string" }]
 */
export function checkTransform(
  request: TransformRequest,
  context: TransformContext = {},
):
  | { readonly transform: CheckedTransform; readonly issues: readonly RuleIssue[] }
  | { readonly transform?: undefined; readonly issues: readonly RuleIssue[] } {
  const issues: RuleIssue[] = [];
  const transform = transformOf(request, context, reportTo(issues));
  return hasError(issues) ? { issues } : { transform, issues };
}

/** The transform of a request; it is whole when nothing was reported. */
export function transformOf(request: TransformRequest, context: TransformContext, report: Report): CheckedTransform {
  const { input } = request;
  const columns = inputColumns(input, report);
  const filter = checkFilter(request, columns, context, report);
  const mappings = checkMappings(request.mappings ?? [], columns, context, report);
  return {
    input: usedFields(input, filter?.expression, mappings),
    ...(filter && { filter }),
    mappings,
    aggregates: mappings.some(({ aggregate }) => aggregate),
  };
}

function checkFilter(
  { filterExpression: text }: TransformRequest,
  columns: ReadonlyMap<string, SqlType>,
  { trees }: TransformContext,
  report: Report,
): CheckedFilter | undefined {
  if (text === undefined) return undefined;
  const use = { tree: trees?.get(filterPointer), column: undefined };
  const checked = checkExpression(text, filterPointer, use, columns, report);
  if (checked === undefined) return undefined;
  const { aggregate, node, type, valid } = checked;
  if (aggregate) {
    const facts = { text, expected: "a condition on one record", received: "an aggregation" };
    report("invalid_filter", filterPointer, facts);
  } else if (valid && type !== "BOOLEAN") {
    report("invalid_filter", filterPointer, { text, expected: "a condition", received: `a value of type ${type}` });
  }
  return { expression: node, text };
}

/** A field that no expression reads can neither fail the job nor cost time. One stays, so that records have a shape. */
function usedFields(
  input: readonly InputField[],
  filter: ExprNode | undefined,
  mappings: readonly CheckedMapping[],
): readonly InputField[] {
  const used = new Set<string>();
  if (filter) addColumns(filter, used);
  for (const { expression } of mappings) addColumns(expression, used);
  const fields = input.filter(({ name }) => used.has(name));
  return fields.length > 0 ? fields : input.slice(0, 1);
}

function addColumns(node: ExprNode, names: Set<string>): void {
  if (node.kind === "column") names.add(node.name);
  else for (const name of columnNamesOf(node)) names.add(name);
}
