import { inputSqlTypes, type SqlType } from "@starfix/expr";
import type { InputField } from "../../checked-job.ts";
import type { Report } from "../../issues/rule-issue.ts";

/** The types of the fields by name. Reports fields without a name of their own. */
export function inputColumns(input: readonly InputField[], report: Report): ReadonlyMap<string, SqlType> {
  const columns = new Map<string, SqlType>();
  for (const { name, dataType } of input) columns.set(name, inputSqlTypes[dataType]);
  const time = columns.get("__time");
  if (time !== undefined && time !== "TIMESTAMP") reportTime(input, report);
  if (columns.size < input.length || columns.has("")) reportNames(input, report);
  return columns;
}

/** Druid makes a TIMESTAMP of a field of this name, whatever its type. */
function reportTime(input: readonly InputField[], report: Report): void {
  const index = input.findIndex(({ name }) => name === "__time");
  const received = input[index]?.dataType ?? "none";
  report("input_named_time", `/source/inputSchema/${index}/name`, { expected: "the type timestamp", received });
}

function reportNames(input: readonly InputField[], report: Report): void {
  const seen = new Set<string>();
  for (const [index, { name }] of input.entries()) {
    const pointer = `/source/inputSchema/${index}/name`;
    if (name === "") {
      report("invalid_name", pointer, { what: "field name", expected: "text", received: "an empty text" });
    } else if (seen.has(name)) {
      const received = `a second ${JSON.stringify(name)}`;
      report("duplicate_field", pointer, { field: name, expected: "each field once", received });
    }
    seen.add(name);
  }
}
