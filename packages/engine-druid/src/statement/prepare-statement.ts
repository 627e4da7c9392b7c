import type { Refusal } from "@starfix/engine";
import { columnNamesOf, printExpr, quoteName, quoteText, readInterval } from "@starfix/expr";
import type { CheckedBatchJob, CheckedJob, CheckedMapping, InputField } from "@starfix/rules";
import { unsupportedSettings } from "./unsupported-settings.ts";

/** One MSQ statement, but for where its records lie. */
export interface PreparedStatement {
  /** Up to the input source of EXTERN. */
  readonly before: string;
  /** From after it. */
  readonly after: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** Prints a job as one MSQ statement, or names everything in it that this engine does not run. */
export function prepareStatement(
  job: CheckedJob,
): { readonly statement: PreparedStatement } | { readonly refusals: readonly Refusal[] } {
  if (job.kind !== "batch") {
    const message = `jobs of type ${job.kind} are not supported; expected batch`;
    return { refusals: [{ code: "unsupported_job", name: job.kind, pointer: "/type", message }] };
  }
  const fields = readFields(job);
  const refusals = [...unsupportedSettings(job), ...fields.flatMap(unsupportedField)];
  if (refusals.length > 0) return { refusals };
  const signature = fields.map(({ name, dataType }) => ({ name, type: NATIVE_TYPES[dataType] }));
  return {
    statement: {
      before: `${printHead(job)} SELECT ${printSelect(job).join(", ")} FROM TABLE(EXTERN(`,
      after: [`, ${quoteText('{"type":"json"}')}, ${quoteText(JSON.stringify(signature))}))`, ...printTail(job)].join(
        " ",
      ),
      context: contextOf(job),
    },
  };
}

const NATIVE_TYPES: Readonly<Partial<Record<InputField["dataType"], string>>> = {
  string: "STRING",
  varchar: "STRING",
  long: "LONG",
  bigint: "LONG",
  double: "DOUBLE",
  float: "FLOAT",
  json: "COMPLEX<json>",
  "complex<json>": "COMPLEX<json>",
};

/** The fields that expressions read; a job of constants reads the first, so that records have a shape. */
function readFields({ transform }: CheckedBatchJob): readonly InputField[] {
  const trees = transform.mappings.map((mapping) => mapping.expression);
  if (transform.filter !== undefined) trees.push(transform.filter.expression);
  const names = new Set(trees.flatMap(columnNamesOf));
  const fields = transform.input.filter((field) => names.has(field.name));
  return fields.length > 0 ? fields : transform.input.slice(0, 1);
}

function unsupportedField({ name, dataType }: InputField): readonly Refusal[] {
  if (name === "__time") {
    const message = "a field named __time is not supported: Druid takes it for a timestamp; rename it in the data";
    return [{ code: "unsupported_type", name, message }];
  }
  if (NATIVE_TYPES[dataType] !== undefined) return [];
  const expected = Object.keys(NATIVE_TYPES).join(", ");
  const message = `data type ${dataType} of field ${JSON.stringify(name)} is not supported: expected one of ${expected}`;
  return [{ code: "unsupported_type", name: dataType, message }];
}

function printHead({ target, ingestion }: CheckedBatchJob): string {
  const table = quoteName(target.table);
  if (ingestion.mode === "append") return `INSERT INTO ${table}`;
  if (ingestion.intervals === "all") return `REPLACE INTO ${table} OVERWRITE ALL`;
  return `REPLACE INTO ${table} OVERWRITE WHERE ${ingestion.intervals.map(printInterval).join(" OR ")}`;
}

function printInterval(text: string): string {
  const bounds = readInterval(text);
  if (bounds === undefined) throw new Error(`unexpected interval in a checked job: ${text}`);
  const [start, end] = [bounds.start, bounds.end].map(
    (at) => `TIMESTAMP '${new Date(at).toISOString().slice(0, 23).replace("T", " ")}'`,
  );
  return `("__time" >= ${start} AND "__time" < ${end})`;
}

/** The columns in the order in which they are stored: dimensions that rows are grouped by, then aggregates. */
function printSelect({ transform }: CheckedBatchJob): readonly string[] {
  return sorted(transform.mappings).map((mapping) => `${printMapping(mapping)} AS ${quoteName(mapping.column)}`);
}

function sorted(mappings: readonly CheckedMapping[]): readonly CheckedMapping[] {
  return [...mappings.filter((mapping) => !mapping.aggregate), ...mappings.filter((mapping) => mapping.aggregate)];
}

/** A declared double or float column stores any number as the nearest one of its type. */
function printMapping({ expression, declaredType, type }: CheckedMapping): string {
  const sql = printExpr(expression);
  const declared = declaredType === "double" ? "DOUBLE" : declaredType === "float" ? "FLOAT" : type;
  return declared === type ? sql : `CAST(${sql} AS ${declared})`;
}

function printTail({ transform, partitionedBy, clusteringColumns }: CheckedBatchJob): readonly string[] {
  const { filter, aggregates, mappings } = transform;
  const keys = mappings.filter((mapping) => !mapping.aggregate).map((_, index) => index + 1);
  const tail: string[] = [];
  if (filter !== undefined) tail.push(`WHERE ${printExpr(filter.expression)}`);
  if (aggregates) tail.push(`GROUP BY ${keys.join(", ")}`);
  tail.push(`PARTITIONED BY ${printPartitioning(partitionedBy)}`);
  if (clusteringColumns.length > 0) tail.push(`CLUSTERED BY ${clusteringColumns.map(quoteName).join(", ")}`);
  return tail;
}

const PERIODS: Readonly<Record<Exclude<CheckedBatchJob["partitionedBy"], "all">, string>> = {
  second: "PT1S",
  minute: "PT1M",
  five_minute: "PT5M",
  ten_minute: "PT10M",
  fifteen_minute: "PT15M",
  thirty_minute: "PT30M",
  hour: "PT1H",
  six_hour: "PT6H",
  eight_hour: "PT8H",
  day: "P1D",
  week: "P1W",
  month: "P1M",
  quarter: "P3M",
  year: "P1Y",
};

function printPartitioning(unit: CheckedBatchJob["partitionedBy"]): string {
  return unit === "all" ? "ALL TIME" : `TIME_FLOOR("__time", ${quoteText(PERIODS[unit])})`;
}

/** What a job says goes before the defaults; what decides its rows goes before what it says. */
function contextOf({ context, transform, maxParseExceptions }: CheckedBatchJob): Readonly<Record<string, unknown>> {
  return {
    maxNumTasks: 2,
    arrayIngestMode: "array",
    ...context,
    maxParseExceptions,
    failOnEmptyInsert: false,
    // Rows of an aggregate table hold what aggregates can go on with.
    ...(transform.aggregates ? { finalizeAggregations: false, groupByEnableMultiValueUnnesting: false } : {}),
  };
}
