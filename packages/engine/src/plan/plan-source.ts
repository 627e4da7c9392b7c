import type { JsonFormatSettings } from "@starfix/schema";
import type { InputField, ObjectSelection } from "../job-plan.ts";
import { compressionOf } from "../records/compression.ts";
import { isReadable, readableDataTypes } from "../values/column-reader.ts";
import type { Report } from "./plan-issue.ts";
import { namesOf } from "./plan-selection.ts";
import type { RunnableJob } from "./runnable-job.ts";

const EXTENSIONS = [".json", ".jsonl", ".ndjson"] as const;

/** The format as given, or as the names of the objects tell. */
export function planFormat(
  source: RunnableJob["source"],
  selection: ObjectSelection | undefined,
  report: Report,
): JsonFormatSettings {
  checkFlatten(source.formatSettings, report);
  const names = selection === undefined ? [] : namesOf(selection);
  const given = source.formatSettings !== undefined;
  if (names === undefined && !given) {
    report("unknown_format", "/source", 'a prefix does not tell the format; set formatSettings, {"format":"nd-json"}');
  }
  for (const { name, pointer } of names ?? []) {
    const compression = compressionOf(name);
    if (compression !== undefined && compression !== "gz") {
      report("unsupported", pointer, `compression ${compression} is not supported; expected .gz or none`);
    } else if (
      !given &&
      !EXTENSIONS.some((extension) => name.endsWith(extension) || name.endsWith(`${extension}.gz`))
    ) {
      const expected = `expected ${EXTENSIONS.join(", ")}, with or without .gz`;
      report(
        "unknown_format",
        pointer,
        `${JSON.stringify(name)} does not tell the format: ${expected}; or set formatSettings, {"format":"nd-json"}`,
      );
    }
  }
  return { format: "nd-json" };
}

/** A flattenSpec that only repeats Druid's defaults changes nothing. */
function checkFlatten(settings: JsonFormatSettings | undefined, report: Report): void {
  const flatten = settings?.flattenSpec;
  if (flatten === undefined || flatten === null) return;
  const { fields, useFieldDiscovery, ...others } = flatten;
  const plain = fields === undefined || fields === null || (Array.isArray(fields) && fields.length === 0);
  if (plain && useFieldDiscovery !== false && Object.keys(others).length === 0) return;
  report(
    "unsupported",
    "/source/formatSettings/flattenSpec",
    "flattenSpec is not supported; declare the field as json and use JSON_VALUE in a mapping",
  );
}

export function planInput(source: RunnableJob["source"], report: Report): readonly InputField[] {
  const fields = source.inputSchema;
  if (fields.length === 0) report("invalid_field", "/source/inputSchema", "expected at least one field, received none");
  const seen = new Map<string, number>();
  fields.forEach(({ name, dataType }, index) => {
    const pointer = `/source/inputSchema/${index}`;
    const first = seen.get(name);
    if (name === "") {
      report("invalid_field", `${pointer}/name`, "invalid field: expected a name, received an empty text");
    } else if (first !== undefined) {
      report(
        "duplicate_field",
        `${pointer}/name`,
        `duplicate field: ${JSON.stringify(name)} is field ${first} already`,
      );
    } else if (name === "__time") {
      report(
        "unsupported",
        `${pointer}/name`,
        "a field named __time is not supported: Druid takes it for a timestamp whatever its type; rename it in the data",
      );
    }
    seen.set(name, first ?? index);
    if (!isReadable(dataType)) {
      report(
        "unsupported_type",
        `${pointer}/dataType`,
        `data type ${dataType} is not supported: expected one of ${readableDataTypes.join(", ")}`,
      );
    }
  });
  return fields.map(({ name, dataType }) => ({ name, dataType }));
}
