import type { AzureJobSource, DataFormatSettings, JobSource, S3JobSource, TableJobSource } from "@starfix/schema";
import type { CheckedSource, InputField, ObjectSelection } from "../../checked-job.ts";
import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import { checkTableName } from "../../names/table-name.ts";
import { formatOfName } from "../../objects/object-format.ts";
import type { RuleContext } from "../../rule-context.ts";
import { checkInterval } from "../../time/check-interval.ts";
import { fieldsOf } from "../transform/known-columns.ts";
import { checkColumns, checkStreamFields } from "./check-columns.ts";
import { checkExtension } from "./check-extension.ts";
import { checkFormat, formatOfNames } from "./check-format.ts";
import { checkInlineData } from "./check-inline.ts";
import { checkRepeated, checkSelection } from "./check-selection.ts";
import { checkConnectionOf } from "./check-source-connection.ts";

/** Where a job reads; `source` is absent where an issue leaves none. */
export interface SourceOfJob<TSource extends CheckedSource = CheckedSource> {
  readonly source: TSource | undefined;
  /** The fields of the records; undefined when they are not known. */
  readonly input: readonly InputField[] | undefined;
}

type BatchSource = Exclude<CheckedSource, { readonly kind: "stream" }>;

/** Checks the source of a batch job. */
export function checkBatchSource(request: JobSource, context: RuleContext, report: Report): SourceOfJob<BatchSource> {
  switch (request.type) {
    case "s3":
    case "azure":
      return checkObjects(request, context, report);
    case "inline": {
      const { data, formatSettings: format } = request;
      if (format) checkFormat(format, "inline", "/source/formatSettings", context, report);
      else {
        const expected = "formatSettings, because records in the request have no file name";
        report("unknown_format", "/source", { expected, received: "none" });
      }
      const input = checkFields(request.inputSchema, report);
      checkColumns(format, input, report);
      if (format) checkInlineData(data, format, input, report);
      return { source: format && { kind: "inline", data, format }, input };
    }
    case "uploaded": {
      const { fileList: files, formatSettings } = request;
      if (files.length === 0) {
        const facts = { what: "fileList", expected: "the name of one file at least", received: "none" };
        report("invalid_value", "/source/fileList", facts);
      }
      checkRepeated(files, "/source/fileList", report);
      if (formatSettings) checkFormat(formatSettings, "objects", "/source/formatSettings", context, report);
      const format = formatSettings ?? formatOfNames(files, "/source/fileList", report);
      for (const [index, file] of files.entries()) {
        checkExtension(file, formatSettings, `/source/fileList/${index}`, report);
      }
      const input = checkFields(request.inputSchema, report);
      checkColumns(formatSettings, input, report);
      return { source: format && { kind: "uploaded", files, format }, input };
    }
    case "table":
      return checkTableSource(request, context, report);
    case "connection": {
      const facts = { expected: "one of s3, azure, inline, uploaded, table; a streaming job reads a stream" };
      report("source_type", "/source/type", { ...facts, received: describeValue(request.type) });
      return { source: undefined, input: undefined };
    }
    default:
      throw new Error(`unexpected source: ${JSON.stringify(request satisfies never)}`);
  }
}

/** Checks the source of a streaming job. */
export function checkStreamSource(
  request: JobSource,
  { useSchemaDiscovery }: { readonly useSchemaDiscovery: boolean },
  context: RuleContext,
  report: Report,
): SourceOfJob<Extract<CheckedSource, { readonly kind: "stream" }>> {
  if (request.type !== "connection") {
    const expected = "connection; a batch job reads objects, files, records and tables";
    report("source_type", "/source/type", { expected, received: describeValue(request.type) });
    return { source: undefined, input: undefined };
  }
  const { connectionName, formatSettings: format, inputSchema = [] } = request;
  const place = { name: connectionName, pointer: "/source/connectionName" };
  checkConnectionOf(place, ["kafka", "confluent", "kinesis", "push_streaming"], context, report);
  if (format) checkFormat(format, "stream", "/source/formatSettings", context, report);
  const input = useSchemaDiscovery && inputSchema.length === 0 ? inputSchema : checkFields(inputSchema, report);
  checkStreamFields(format, input, report);
  return { source: { kind: "stream", connectionName, ...(format && { format }) }, input };
}

function checkObjects(
  request: S3JobSource | AzureJobSource,
  context: RuleContext,
  report: Report,
): SourceOfJob<BatchSource> {
  const { type, connectionName, formatSettings, inputSchema } = request;
  const place = { name: connectionName, pointer: "/source/connectionName" };
  const connection = checkConnectionOf(place, [type], context, report);
  const selection = checkSelection(request, connection, report);
  if (formatSettings) checkFormat(formatSettings, "objects", "/source/formatSettings", context, report);
  const format = formatSettings ?? (selection && formatOfSelection(selection, report));
  if (selection) checkNames(selection, formatSettings, report);
  checkColumns(formatSettings, inputSchema, report);
  const source = selection && { kind: "objects" as const, type, connectionName, selection, ...(format && { format }) };
  return { source, input: checkFields(inputSchema, report) };
}

/** Checks what the names of objects say of their format. */
function checkNames(selection: ObjectSelection, settings: DataFormatSettings | undefined, report: Report): void {
  if (selection.kind === "prefixes") return;
  if (selection.kind === "pattern") {
    checkExtension(selection.pattern, settings, "/source/pattern", report);
    return;
  }
  const names = selection.kind === "uris" ? selection.uris : selection.objects;
  for (let index = 0; index < names.length; index++) {
    checkExtension(names[index] as string, settings, `/source/${selection.kind}/${index}`, report);
  }
}

/** Objects that are found by listing may tell a format by their own names when the job runs. */
function formatOfSelection(selection: ObjectSelection, report: Report): ReturnType<typeof formatOfName> {
  switch (selection.kind) {
    case "uris":
      return formatOfNames(selection.uris, "/source/uris", report);
    case "objects":
      return formatOfNames(selection.objects, "/source/objects", report);
    case "prefixes":
      return undefined;
    case "pattern":
      return formatOfName(selection.pattern);
    default:
      throw new Error(`unexpected selection: ${JSON.stringify(selection satisfies never)}`);
  }
}

function checkTableSource(
  { tableName, interval }: TableJobSource,
  context: RuleContext,
  report: Report,
): SourceOfJob<BatchSource> {
  const pointer = "/source/tableName";
  checkTableName(tableName, pointer, report);
  if (interval !== undefined) checkInterval(interval, "/source/interval", report);
  const table = context.table(tableName);
  const input = context.input ?? (table && fieldsOf(table));
  if (table === undefined && (context.complete || input === undefined)) {
    const facts = { expected: "a table of this project", received: describeValue(tableName) };
    report("unknown_table", pointer, facts);
  }
  return { source: { kind: "table", table: tableName, ...(interval !== undefined && { interval }) }, input };
}

function checkFields(fields: readonly InputField[], report: Report): readonly InputField[] {
  if (fields.length === 0) {
    report("empty_input_schema", "/source/inputSchema", { expected: "one field at least", received: "none" });
  }
  return fields;
}
