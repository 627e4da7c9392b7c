import { type SqlType, sqlTypesOfColumn } from "@starfix/expr";
import { checkTransform, formatRuleIssue } from "@starfix/rules";
import type {
  AggregateTableColumn,
  AggregateTableRequest,
  CreateBatchJobRequest,
  CreateStreamingJobRequest,
  DataType,
  MeasureDataType,
  PartitioningGranularity,
  TableRequest,
} from "@starfix/schema";

/** A job that fills columns: the body of `POST /jobs`, as an artifact holds it. */
export type FillingRequest = CreateBatchJobRequest | CreateStreamingJobRequest;

/** What an aggregate table cuts its times down to, in the words of the contract. */
export type Rollup = Pick<AggregateTableRequest, "timeResolution" | "queryGranularity">;

/** The table that jobs would create, or why it is not known. */
export type DerivedTable = { readonly table: TableRequest } | { readonly reason: string };

interface Column {
  readonly type: "dimension" | "measure";
  readonly name: string;
  readonly dataType: DataType;
}

/**
 * The table that jobs with `createTableIfNotExists` would create, written out: flexible, an aggregate table when a job
 * aggregates, with the columns of all of their mappings in the order of their first use. `rollup` is what the table cuts its
 * times down to; only an aggregate table has one.
 *
 * @example
 * deriveTable([koalas]);
 * // => { table: { type: "detail", name: "Koalas", version: 0, schemaMode: "flexible",
 * //               partitioningGranularity: "day", schema: [{ name: "city", dataType: "string" }] } }
 */
export function deriveTable(jobs: readonly FillingRequest[], rollup?: Rollup): DerivedTable {
  const columns = new Map<string, Column>();
  const granularities = new Set<PartitioningGranularity>();
  const clusterings = new Map<string, readonly string[]>();
  let name: string | undefined;
  for (const job of jobs) {
    if (name !== undefined && name !== job.target.tableName) {
      return { reason: `expected jobs that fill one table, received ${name} and ${job.target.tableName}` };
    }
    name = job.target.tableName;
    granularities.add(job.partitionedBy ?? "day");
    if (job.clusteringColumns) clusterings.set(job.clusteringColumns.join("\n"), job.clusteringColumns);
    const found = columnsOf(job);
    if ("reason" in found) return found;
    for (const column of found) {
      const earlier = columns.get(column.name);
      if (earlier && (earlier.type !== column.type || earlier.dataType !== column.dataType)) {
        const [one, other] = [earlier, column].map(({ type, dataType }) => `a ${type} of type ${dataType}`);
        return {
          reason: `column ${JSON.stringify(column.name)} of ${name} is ${one} in one job and ${other} in another`,
        };
      }
      if (!earlier) columns.set(column.name, column);
    }
  }
  if (name === undefined) return { reason: "expected at least one job, received none" };
  if (granularities.size > 1) {
    return { reason: `jobs write ${name} in time chunks of different lengths: ${[...granularities].join(", ")}` };
  }
  const [partitioningGranularity = "day"] = granularities;
  const [clusteringColumns] = clusterings.size === 1 ? clusterings.values() : [];
  const all = [...columns.values()];
  const shared = {
    name,
    version: 0,
    schemaMode: "flexible" as const,
    partitioningGranularity,
    ...(clusteringColumns && { clusteringColumns: [...clusteringColumns] }),
  };
  if (!all.some(({ type }) => type === "measure")) {
    if (rollup) return { reason: `no mapping of ${name} aggregates, and only an aggregate table has a rollup` };
    return { table: { type: "detail", ...shared, schema: all.map(({ name, dataType }) => ({ name, dataType })) } };
  }
  return { table: { type: "aggregate", ...shared, ...rollup, schema: all.map(aggregateColumn) } };
}

function columnsOf(job: FillingRequest): readonly Column[] | { readonly reason: string } {
  const { source, mappings = [] } = job;
  if (source.type === "table") {
    return {
      reason: `the job reads table ${source.tableName}, and its request does not list the types of the columns`,
    };
  }
  const input = source.inputSchema ?? [];
  const { transform, issues } = checkTransform({ input, mappings });
  if (transform === undefined) return { reason: issues.map(formatRuleIssue).join("; ") };
  const fields = new Map<string, DataType>(input.map((field) => [field.name, field.dataType]));
  const columns: Column[] = [];
  for (const { column: name, expression, text, type, aggregate, pointer } of transform.mappings) {
    if (name === "__time" || pointer === undefined) continue;
    // A field that is mapped unchanged keeps its data type, even when SQL has no type for it.
    const dataType = (expression.kind === "column" ? fields.get(expression.name) : undefined) ?? dataTypeOf(type);
    if (dataType === undefined) {
      return {
        reason: `the type of column ${JSON.stringify(name)} is not known: ${text} is ${type}; declare the table`,
      };
    }
    columns.push({ type: aggregate ? "measure" : "dimension", name, dataType });
  }
  return columns;
}

/** The data types in which values of an SQL type are stored, the usual ones first. */
const stored: readonly DataType[] = [
  "string",
  "long",
  "double",
  "float",
  "json",
  "stringArray",
  "longArray",
  "doubleArray",
  "floatArray",
  "geo",
  "HLLSketch",
  "thetaSketch",
  "quantilesDoublesSketch",
  "variance",
  "longStringPair",
  "ingest_timeseries",
  "ipAddress",
  "ipPrefix",
];

function dataTypeOf(type: SqlType): DataType | undefined {
  const usual = stored.find((dataType) => sqlTypesOfColumn(dataType, "column")[0] === type);
  return usual ?? stored.find((dataType) => sqlTypesOfColumn(dataType, "column").includes(type));
}

function aggregateColumn({ type, name, dataType }: Column): AggregateTableColumn {
  // An aggregation gives a number, text or a sketch, and each of them is a type of measures.
  return type === "measure" ? { type, name, dataType: dataType as MeasureDataType } : { type, name, dataType };
}
