import type { BatchJobNode } from "@starfix/dsl";
import { inputSqlTypes, type SqlType } from "@starfix/expr";
import type { CompileIssue } from "../issues.ts";
import type { ResolvedJob } from "../resolve/resolve-definitions.ts";
import { type CheckedExpression, checkExpression, type ExpressionProblem } from "./check-expression.ts";

/** A job whose expressions are right. */
export interface CheckedJob {
  readonly job: ResolvedJob;
  readonly mappings: readonly { readonly column: string; readonly expression: CheckedExpression }[];
  readonly filter: CheckedExpression | undefined;
}

/** Checks what the types of a job cannot: SQL text, `__time`, and that its objects are within its connection. */
export function checkBatchJob(job: ResolvedJob): CheckedJob | { readonly issues: readonly CompileIssue[] } {
  const { node, name, position } = job;
  const place = { kind: "job", name, position } as const;
  const issues: CompileIssue[] = checkSelection(node).map((issue) => ({ ...place, ...issue }));
  const columns = new Map<string, SqlType>(node.input.map((field) => [field.name, inputSqlTypes[field.dataType]]));
  const report = (where: string, problems: readonly ExpressionProblem[]): void => {
    for (const problem of problems) issues.push({ code: "invalid_expression", ...place, where, ...problem });
  };

  const mappings: { column: string; expression: CheckedExpression }[] = [];
  for (const { column, expression } of node.mappings) {
    if (column.startsWith("__") && column !== "__time") issues.push({ code: "reserved_column", ...place, column });
    const checked = checkExpression(expression, columns);
    if ("problems" in checked) report(`mapping ${JSON.stringify(column)}`, checked.problems);
    else {
      mappings.push({ column, expression: checked });
      if (column === "__time" && !isTimeExpression(checked)) {
        issues.push({ code: "time_expression", ...place, expression: checked.text });
      }
    }
  }
  if (!node.mappings.some(({ column }) => column === "__time")) issues.push({ code: "missing_time", ...place });

  const filter = node.filter && checkExpression(node.filter, columns);
  if (filter && "problems" in filter) report("filter", filter.problems);
  else if (filter?.aggregate)
    issues.push({
      code: "invalid_filter",
      ...place,
      message: "expected a condition on one record, received an aggregation",
    });
  else if (filter && filter.type !== "BOOLEAN") {
    issues.push({
      code: "invalid_filter",
      ...place,
      message: `expected a condition, received a value of type ${filter.type}`,
    });
  }
  if (issues.length > 0) return { issues };
  return { job, mappings, filter: filter && !("problems" in filter) ? filter : undefined };
}

/** @see polaris-api.md section 6: `__time` is TIME_PARSE or MILLIS_TO_TIMESTAMP, outermost */
function isTimeExpression({ node, aggregate }: CheckedExpression): boolean {
  return (
    !aggregate && node.kind === "call" && (node.function === "TIME_PARSE" || node.function === "MILLIS_TO_TIMESTAMP")
  );
}

type SelectionIssue =
  | { readonly code: "uri_of_another_bucket"; readonly uri: string; readonly bucket: string }
  | { readonly code: "outside_prefix"; readonly object: string; readonly prefix: string };

function checkSelection({ selection, connection }: BatchJobNode): readonly SelectionIssue[] {
  const { bucket, prefix = "" } = connection.request;
  const issues: SelectionIssue[] = [];
  const within = (key: string, object: string): void => {
    if (!key.startsWith(prefix)) issues.push({ code: "outside_prefix", object, prefix });
  };
  if ("uris" in selection) {
    const head = `s3://${bucket}/`;
    for (const uri of selection.uris) {
      if (uri.startsWith(head)) within(uri.slice(head.length), uri);
      else issues.push({ code: "uri_of_another_bucket", uri, bucket });
    }
  }
  if ("objects" in selection) for (const key of selection.objects) within(key, key);
  return issues;
}
