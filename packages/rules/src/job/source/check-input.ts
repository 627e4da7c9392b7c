import type { InputSchema } from "@starfix/schema";
import type { InputField } from "../../checked-job.ts";
import type { Report } from "../../issues/rule-issue.ts";

/** Checks the fields that a job reads: one at least, each with a name of its own. */
export function checkInput(fields: InputSchema, report: Report): readonly InputField[] {
  if (fields.length === 0) {
    report("empty_input_schema", "/source/inputSchema", { expected: "one field at least", received: "none" });
  }
  const seen = new Set<string>();
  for (const [index, { name }] of fields.entries()) {
    if (name === "") {
      const facts = { what: "field name", expected: "text", received: "an empty text" };
      report("invalid_name", `/source/inputSchema/${index}/name`, facts);
    } else if (seen.has(name)) {
      const facts = { field: name, expected: "each field once", received: `a second ${JSON.stringify(name)}` };
      report("duplicate_field", `/source/inputSchema/${index}/name`, facts);
    }
    seen.add(name);
  }
  return fields;
}
