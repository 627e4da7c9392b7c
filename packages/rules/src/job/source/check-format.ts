import type { DataFormatSettings, ParseSchemaProvider } from "@starfix/schema";
import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import { formatExtensions, formatOfName } from "../../objects/object-format.ts";
import type { RuleContext } from "../../rule-context.ts";
import { checkConnectionOf } from "./check-source-connection.ts";

type Format = DataFormatSettings["format"];

/** Formats that each use of settings takes. `value` is the value or the key of an event. */
const FORMATS: Readonly<Record<"objects" | "inline" | "stream" | "value", readonly Format[]>> = {
  objects: ["nd-json", "csv", "parquet", "orc", "avro_ocf", "regex"],
  inline: ["nd-json", "csv", "regex"],
  stream: ["nd-json", "csv", "regex", "avro_stream", "protobuf", "kafka", "kinesis"],
  value: ["nd-json", "csv", "regex", "avro_stream", "protobuf"],
};

/** Checks that a source of its kind can be of a format, and the settings beyond their schema. */
export function checkFormat(
  settings: DataFormatSettings,
  use: keyof typeof FORMATS,
  pointer: string,
  context: RuleContext,
  report: Report,
): void {
  const formats = FORMATS[use];
  if (!formats.includes(settings.format)) {
    const facts = { expected: `one of ${formats.join(", ")}`, received: describeValue(settings.format) };
    report("invalid_format", `${pointer}/format`, facts);
    return;
  }
  switch (settings.format) {
    case "csv":
      if (use === "stream" || use === "value") checkEventLines(settings, pointer, report);
      return;
    case "avro_stream":
    case "protobuf":
      checkRegistry(settings.parseSchemaProvider, `${pointer}/parseSchemaProvider`, context, report);
      return;
    case "kafka":
      if (settings.keyFormat) checkFormat(settings.keyFormat, "value", `${pointer}/keyFormat`, context, report);
      checkFormat(settings.valueFormat, "value", `${pointer}/valueFormat`, context, report);
      return;
    case "kinesis":
      checkFormat(settings.valueFormat, "value", `${pointer}/valueFormat`, context, report);
      return;
    default:
  }
}

/** Events have no lines in front of them, so there is none that names the fields. */
function checkEventLines(
  { columns = [], skipHeaderRows = 0 }: Extract<DataFormatSettings, { readonly format: "csv" }>,
  pointer: string,
  report: Report,
): void {
  if (columns.length === 0) {
    const facts = { expected: "columns, because a stream has no header", received: "none" };
    report("invalid_format", `${pointer}/columns`, facts);
  }
  if (skipHeaderRows !== 0) {
    const facts = { expected: "no skipHeaderRows, because a stream has no header", received: String(skipHeaderRows) };
    report("invalid_format", `${pointer}/skipHeaderRows`, facts);
  }
}

function checkRegistry(provider: ParseSchemaProvider, pointer: string, context: RuleContext, report: Report): void {
  if (provider.type !== "connection" || provider.connectionName === undefined) return;
  const place = { name: provider.connectionName, pointer: `${pointer}/connectionName` };
  checkConnectionOf(place, ["confluent_schema_registry"], context, report);
}

/** The one format that names tell; undefined when they tell none or several, which is reported. */
export function formatOfNames(
  names: readonly string[],
  pointer: string,
  report: Report,
): DataFormatSettings | undefined {
  let first: DataFormatSettings | undefined;
  for (const [index, name] of names.entries()) {
    const format = formatOfName(name);
    if (format === undefined) {
      // The name of a folder is reported as such.
      if (name.endsWith("/")) continue;
      const expected = `formatSettings, or a name that ends in one of ${formatExtensions}, compressed or not`;
      report("unknown_format", `${pointer}/${index}`, { expected, received: describeValue(name) });
    } else if (first !== undefined && first !== format && JSON.stringify(first) !== JSON.stringify(format)) {
      const facts = { expected: first.format, received: `${describeValue(name)}, which tells ${format.format}` };
      report("mixed_formats", `${pointer}/${index}`, facts);
    } else first = format;
  }
  return first;
}
