import { sqlTypesOfColumn } from "@starfix/dsl";
import { inputSqlTypes, type SqlType } from "@starfix/expr";
import { checkExpr, ExprSyntaxError, parseExpr } from "@starfix/expr/parse";
import type {
  AggregateTableColumn,
  CreateBatchJobRequest,
  CreateStreamingJobRequest,
  DataType,
  Mapping,
  MeasureDataType,
  PartitioningGranularity,
  TableRequest,
} from "@starfix/schema";

/** A job that fills columns: the body of `POST /jobs`, as an artifact holds it. */
export type FillingRequest = CreateBatchJobRequest | CreateStreamingJobRequest;

/** The table that jobs would make, or why it cannot be told. */
export type InferredTable = { readonly table: TableRequest } | { readonly problem: string };

interface Column {
  readonly type: "dimension" | "measure";
  readonly name: string;
  readonly dataType: DataType;
}

/**
 * The table that jobs with `createTableIfNotExists` would make, written out: flexible, an aggregate table when a job
 * aggregates, with the columns of all of their mappings in the order in which they first come.
 *
 * @example
 * inferTable([koalas]);
 * // => { table: { type: "detail", name: "Koalas", version: 0, schemaMode: "flexible",
 * //               partitioningGranularity: "day", schema: [{ name: "city", dataType: "string" }] } }
 */
export function inferTable(jobs: readonly FillingRequest[]): InferredTable {
  const columns = new Map<string, Column>();
  const granularities = new Set<PartitioningGranularity>();
  const clusterings = new Map<string, readonly string[]>();
  let name: string | undefined;
  for (const job of jobs) {
    if (name !== undefined && name !== job.target.tableName) {
      return { problem: `expected jobs that fill one table, received ${name} and ${job.target.tableName}` };
    }
    name = job.target.tableName;
    granularities.add(job.partitionedBy ?? "day");
    if (job.clusteringColumns) clusterings.set(job.clusteringColumns.join("\n"), job.clusteringColumns);
    const found = columnsOf(job);
    if ("problem" in found) return found;
    for (const column of found) {
      const earlier = columns.get(column.name);
      if (earlier && (earlier.type !== column.type || earlier.dataType !== column.dataType)) {
        const [one, other] = [earlier, column].map(({ type, dataType }) => `a ${type} of type ${dataType}`);
        return {
          problem: `column ${JSON.stringify(column.name)} of ${name} is ${one} in one job and ${other} in another`,
        };
      }
      if (!earlier) columns.set(column.name, column);
    }
  }
  if (name === undefined) return { problem: "expected one job at least, received none" };
  if (granularities.size > 1) {
    return { problem: `jobs cut ${name} into time chunks of different lengths: ${[...granularities].join(", ")}` };
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
    return { table: { type: "detail", ...shared, schema: all.map(({ name, dataType }) => ({ name, dataType })) } };
  }
  return { table: { type: "aggregate", ...shared, schema: all.map(aggregateColumn) } };
}

function columnsOf(job: FillingRequest): readonly Column[] | { readonly problem: string } {
  const { source } = job;
  const input = "inputSchema" in source ? (source.inputSchema ?? []) : [];
  if (source.type === "table") {
    return {
      problem: `the job reads table ${source.tableName}, and its request does not say of which types its columns are`,
    };
  }
  const types = new Map<string, SqlType>(input.map((field) => [field.name, inputSqlTypes[field.dataType]]));
  const fields = new Map<string, DataType>(input.map((field) => [field.name, field.dataType]));
  const columns: Column[] = [];
  for (const mapping of job.mappings ?? []) {
    if (mapping.columnName === "__time") continue;
    const column = columnOf(mapping, types, fields);
    if ("problem" in column) return column;
    columns.push(column);
  }
  return columns;
}

function columnOf(
  { columnName: name, expression }: Mapping,
  types: ReadonlyMap<string, SqlType>,
  fields: ReadonlyMap<string, DataType>,
): Column | { readonly problem: string } {
  try {
    const node = parseExpr(expression);
    const { type, aggregate, issues } = checkExpr(node, { columns: types });
    // A field that is passed on keeps its type, also where SQL has another word or none.
    const passedOn = node.kind === "column" ? fields.get(node.name) : undefined;
    const dataType = passedOn ?? dataTypeOf(type);
    if (issues.length > 0 || dataType === undefined) {
      return {
        problem: `the type of column ${JSON.stringify(name)} is not known: ${expression} is ${type}; declare the table`,
      };
    }
    return { type: aggregate ? "measure" : "dimension", name, dataType };
  } catch (error) {
    if (!(error instanceof ExprSyntaxError)) throw error;
    return { problem: `column ${JSON.stringify(name)}: ${error.message}` };
  }
}

/** The data types that an SQL type is stored as, the usual ones first. */
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
  // What an aggregation gives is a number, text or a sketch: each of them a type of measures.
  return type === "measure" ? { type, name, dataType: dataType as MeasureDataType } : { type, name, dataType };
}
