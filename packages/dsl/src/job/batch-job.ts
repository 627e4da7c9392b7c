import { type Columns, columns, type Expr, type InputSchema, type Interval, type TypeMessage } from "@starfix/expr";
import type { CreateBatchJobRequest, PartitioningGranularity } from "@starfix/schema";
import type { ObjectStoreConnection } from "../connection/connection-definition.ts";
import type { Definition } from "../definition.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { BareBatchFormat, BatchFormat, BatchFormats } from "../format/format-options.ts";
import { parseFormat } from "../format/parse-format.ts";
import { parseContext, parseGranularity, parseMaxParseExceptions } from "../parse-job-options.ts";
import { parseNames, parseTexts, parseUris } from "../parse-selection.ts";
import type { Patch } from "../patch.ts";
import type { AnyTable, TableDefinition, TableShape } from "../table/table-shape.ts";
import { parseIntervals } from "../time/parse-interval.ts";
import { type NoInput, parseBatchSource, type RowsSource, type TableSource } from "./batch-source.ts";
import { beginJob, JobBuilder, type JobProps } from "./job-builder.ts";
import type { BatchJobNode, JobContext, SelectionNode } from "./job-node.ts";
import type { CheckedMappings, FreeMappings, MappingPairs, Mappings } from "./mapping-types.ts";
import { parseInput } from "./parse-input.ts";
import { parseExpression, parseMappings } from "./parse-mappings.ts";
import { type IntoOptions, parseTarget } from "./parse-target.ts";
import { tableInput } from "./table-input.ts";

/** The parts that a batch job needs. */
export type BatchJobMissing = "from" | "selection" | "input" | "into" | "map";

/** What to call for each part that is missing; the text that type errors show. */
interface BatchJobCalls {
  readonly from: "call .from(source)";
  readonly selection: "call .uris(…), .objects(…), .prefixes(…) or .pattern(glob)";
  readonly input: "call .input({ name: type })";
  readonly into: "call .into(table)";
  readonly map: "call .map({ column: expression })";
}

const calls: BatchJobCalls = {
  from: "call .from(source)",
  selection: "call .uris(…), .objects(…), .prefixes(…) or .pattern(glob)",
  input: "call .input({ name: type })",
  into: "call .into(table)",
  map: "call .map({ column: expression })",
};

/** What the builder holds: the parts of the node, as far as they are given. */
type BatchJobProps = JobProps<BatchJobNode> & Pick<BatchJobNode, "mappings">;

/** What a batch job reads: objects, which it selects, or rows that need no selection. */
export type BatchJobReads = "objects" | "rows";

/** A text that selects objects, where there are objects to select from. */
interface SelectionTexts {
  readonly objects: string;
  readonly rows: TypeMessage<"objects are selected from a connection to S3 or Azure; this source has none">;
}

/** What is missing again when a job that read rows shall read objects. */
interface LostSelection {
  readonly objects: never;
  readonly rows: "selection";
}

/** What `.from()` takes. */
export type BatchSource = ObjectStoreConnection | RowsSource | TableSource;

/** The job after `.from()`: rows need no selection, and those of a declared table bring their columns along. */
export type BatchJobFrom<
  TSource extends BatchSource,
  TInput extends InputSchema,
  TMissing extends BatchJobMissing,
  TTable,
  TReads extends BatchJobReads,
> = BatchSource extends TSource
  ? // What was given is none, and was refused: one message is enough.
    BatchJobBuilder<TInput, Exclude<TMissing, "from">, TTable>
  : TSource extends ObjectStoreConnection
    ? BatchJobBuilder<TInput, Exclude<TMissing, "from"> | LostSelection[TReads], TTable>
    : TSource extends TableSource<infer TColumns extends InputSchema>
      ? BatchJobBuilder<TColumns, Exclude<TMissing, "from" | "selection" | "input"> | "map", TTable, "rows">
      : BatchJobBuilder<TInput, Exclude<TMissing, "from" | "selection">, TTable, "rows">;

/**
 * A batch job, being described: it reads a source once and writes its rows to a table. Every method returns a new
 * builder. It is complete with a source, exactly one selection of objects where the source is an object store, an input
 * schema, a table and mappings.
 */
export class BatchJobBuilder<
  TInput extends InputSchema = NoInput,
  TMissing extends BatchJobMissing = BatchJobMissing,
  TTable = AnyTable,
  TReads extends BatchJobReads = "objects",
> extends JobBuilder<BatchJobProps> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: BatchJobCalls[TMissing];
  /** Type only: the input schema. */
  declare readonly $input: TInput;
  /** Type only: the table that is filled. */
  declare readonly $table: TTable;
  /** Type only: what is read. */
  declare readonly $reads: TReads;

  /**
   * Reads from a connection to S3 or Azure, or from `inline(…)`, `uploadedFiles(…)` or `tableSource(…)`. Calling it again
   * replaces the earlier source. The rows of a table that is declared in code bring their columns along, in place of
   * `.input()`.
   *
   * @example
   * batchJob("koalas").from(demo)
   * // => { "source": { "type": "s3", "connectionName": "demo-conn", … }, … }
   */
  from<TSource extends BatchSource>(given: TSource): BatchJobFrom<TSource, TInput, TMissing, TTable, TReads>;
  from(given: BatchSource): unknown {
    const source = parseBatchSource(given);
    if (source.kind === "objects") return this.with({ source });
    const declared = source.kind === "table" ? source.declared : undefined;
    const input = declared && { input: tableInput(declared), mappings: [], filter: undefined };
    return this.with({ source, selection: undefined, ...input });
  }

  /**
   * Reads these objects, by their full URIs. It takes the place of an earlier selection.
   *
   * @example
   * .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
   * // => { "source": { …, "uris": ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] }, … }
   */
  uris(
    ...uris: readonly SelectionTexts[TReads][]
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TReads> {
    return this.#select({ uris: parseUris(uris) });
  }

  /**
   * Reads these objects, by their keys in the bucket of the connection. It takes the place of an earlier selection.
   *
   * @example
   * .objects("polaris-ingest/demo-file.json.gz")
   * // => { "source": { …, "objects": ["polaris-ingest/demo-file.json.gz"] }, … }
   */
  objects(
    ...keys: readonly SelectionTexts[TReads][]
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TReads> {
    return this.#select({ objects: parseTexts("object", "polaris-ingest/demo-file.json.gz", keys) });
  }

  /**
   * Reads every object whose key starts with one of these; empty objects are left out. It takes the place of an earlier
   * selection.
   *
   * @example
   * .prefixes("polaris-ingest/")
   * // => { "source": { …, "prefixes": ["polaris-ingest/"] }, … }
   */
  prefixes(
    ...prefixes: readonly SelectionTexts[TReads][]
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TReads> {
    return this.#select({ prefixes: parseTexts("prefix", "polaris-ingest/", prefixes) });
  }

  /**
   * Reads every object whose whole key fits a glob: `*` stays within one level, `**` crosses levels, `?`, `[a-z]` and
   * `{a,b}` as in Java's path matcher. It takes the place of an earlier selection.
   *
   * @example
   * .pattern("polaris-ingest/*.json.gz")
   * // => { "source": { …, "pattern": "polaris-ingest/*.json.gz" }, … }
   */
  pattern(glob: SelectionTexts[TReads]): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TReads> {
    const [pattern] = parseTexts("pattern", "polaris-ingest/*.json.gz", [glob]);
    return this.#select({ pattern: pattern as string });
  }

  /**
   * States the format of the records and its options. Without it the service goes by the file extension. `tsv` is `csv`
   * with a tab. Formats of streams are for `streamingJob()`.
   *
   * @example
   * .format("csv", { columns: ["timestamp", "city"], skipHeaderRows: 1 })
   * // => { "source": { …, "formatSettings": { "format": "csv", "columns": ["timestamp", "city"],
   * //                                         "skipHeaderRows": 1 } }, … }
   */
  format(format: BareBatchFormat): BatchJobBuilder<TInput, TMissing, TTable, TReads>;
  format<TFormat extends BatchFormat>(
    format: TFormat,
    options: BatchFormats[TFormat],
  ): BatchJobBuilder<TInput, TMissing, TTable, TReads>;
  format(format: BatchFormat, options?: object): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.with({ format: parseFormat(format, options, "objects") });
  }

  /**
   * Names the fields to read and their types. Fields that are not named are left out. It comes before `.map()` and
   * `.filter()`, which know the columns from it; calling it again takes back those two.
   *
   * @example
   * .input({ timestamp: "string", session_length: "long" })
   * // => { "source": { …, "inputSchema": [{ "name": "timestamp", "dataType": "string" },
   * //                                     { "name": "session_length", "dataType": "long" }] }, … }
   */
  input<const TSchema extends InputSchema>(
    schema: TSchema,
  ): BatchJobBuilder<TSchema, Exclude<TMissing, "input"> | "map", TTable, TReads> {
    return this.with({ input: parseInput(schema), mappings: [], filter: undefined });
  }

  /**
   * Writes to a table, by its name or as it is declared in code. Calling it again replaces the earlier table. A declared
   * table is what `.map()` is checked against, so giving one takes earlier mappings back.
   *
   * @example
   * .into("Koalas", { createIfMissing: true })
   * // => { "target": { "type": "table", "tableName": "Koalas" }, "createTableIfNotExists": true, … }
   */
  into(table: string, options?: IntoOptions): BatchJobBuilder<TInput, Exclude<TMissing, "into">, AnyTable, TReads>;
  into<TShape extends TableShape>(
    table: TableDefinition<TShape>,
  ): BatchJobBuilder<TInput, Exclude<TMissing, "into"> | "map", TShape, TReads>;
  into(table: string | TableDefinition, options?: IntoOptions): unknown {
    const target = parseTarget(table, options);
    return this.with({ target, ...(target.declared && { mappings: [] }) });
  }

  /**
   * Says what fills each column, as expressions or as SQL text. Calling it again adds columns; one that is there already
   * is an error. When a mapping aggregates, rows are grouped by all that do not. A name that JavaScript would move, such as
   * `"1"`, is given in a list of pairs.
   *
   * @example
   * .map((c) => ({ __time: timeParse(c.timestamp), longest: max(c.session_length), city: '"city"' }))
   * // => { "mappings": [{ "columnName": "__time", "expression": "TIME_PARSE(\"timestamp\")" },
   * //                   { "columnName": "longest", "expression": "MAX(\"session_length\")", "isAggregation": true },
   * //                   { "columnName": "city", "expression": "\"city\"" }], … }
   */
  map(
    mappings: (columns: Columns<TInput>) => FreeMappings<TTable> | MappingPairs,
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TReads>;
  map(pairs: MappingPairs): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TReads>;
  map(mappings: FreeMappings<TTable>): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TReads>;
  map<const TMappings extends Mappings, const TReturned extends Mappings>(
    mappings:
      | ((columns: Columns<TInput>) => TReturned & CheckedMappings<TReturned, keyof TInput & string, TTable>)
      | (TMappings & CheckedMappings<TMappings, keyof TInput & string, TTable>),
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TReads>;
  map(
    mappings: MappingPairs | Mappings | ((columns: Columns<TInput>) => MappingPairs | Mappings),
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TReads> {
    const added = typeof mappings === "function" ? mappings(this.#columns(".map()")) : mappings;
    return this.with({ mappings: parseMappings(this.props.mappings, added) });
  }

  /**
   * Keeps the records for which a condition over the input fields holds. Calling it again replaces the earlier condition.
   *
   * @example
   * .filter('"timestamp" IS NOT NULL')
   * // => { "filterExpression": "\"timestamp\" IS NOT NULL", … }
   */
  filter(
    condition: string | ((columns: Columns<TInput>) => Expr<"BOOLEAN", "scalar">),
  ): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    const value = typeof condition === "function" ? condition(this.#columns(".filter()")) : condition;
    return this.with({ filter: parseExpression("filter", value) });
  }

  /**
   * Adds the rows to those of the table: what a job does without a word too. It takes the place of an earlier
   * `.replace()`.
   *
   * @example
   * .append()
   * // => { "ingestionMode": "append", … }
   */
  append(): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.with({ ingestion: Object.freeze({ mode: "append" }) });
  }

  /**
   * Puts the rows in the place of all rows of the table, or of those of ISO 8601 intervals of `__time`. The intervals begin
   * and end with the table's time chunks; rows outside of them are left to `.filter()`. It takes the place of an earlier
   * `.append()` or `.replace()`.
   *
   * @example
   * .replace("2026-01-01/2026-02-01")
   * // => { "target": { …, "intervals": ["2026-01-01/2026-02-01"] }, "ingestionMode": "replace", … }
   */
  replace(
    ...what: readonly ["all"] | readonly [Interval, ...Interval[]]
  ): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    if (what.length === 0) refuse("replace", '"all" or intervals such as 2026-01-01/2026-02-01', undefined);
    const intervals = what.length === 1 && what[0] === "all" ? "all" : parseIntervals(what);
    return this.with({ ingestion: Object.freeze({ mode: "replace", intervals }) });
  }

  /**
   * Cuts the rows into time chunks of this length, whatever the table says. Without it the table's length holds; a new
   * table has days.
   *
   * @example
   * .partitionBy("hour")
   * // => { "partitionedBy": "hour", … }
   */
  partitionBy(granularity: PartitioningGranularity): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.with({ partitionedBy: parseGranularity(granularity) });
  }

  /**
   * Sorts rows by these columns inside a time chunk, whatever the table says. Calling it again replaces the earlier
   * columns.
   *
   * @example
   * .clusterBy("city")
   * // => { "clusteringColumns": ["city"], … }
   */
  clusterBy(...columns: readonly string[]): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.with({ clusteringColumns: parseNames("clustering column", "city", columns) });
  }

  /**
   * Lets the job pass over this many unreadable records before it fails. Without it the service passes over all of them.
   *
   * @example
   * .maxParseExceptions(0)
   * // => { "maxParseExceptions": 0, … }
   */
  maxParseExceptions(count: number): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.with({ maxParseExceptions: parseMaxParseExceptions(count) });
  }

  /**
   * Sets query context parameters for the run. Calling it again replaces the earlier ones.
   *
   * @example
   * .context({ sqlTimeZone: "Europe/Paris" })
   * // => { "context": { "sqlTimeZone": "Europe/Paris" }, … }
   */
  context(parameters: JobContext): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.with({ context: parseContext(parameters) });
  }

  /**
   * Changes the request when it is whole, for what no method says. Calling it again adds a change. What it gives is held
   * against the contract like all else.
   *
   * @example
   * .patch((json) => ({ ...json, maxParseExceptions: 10 }))
   * // => { "maxParseExceptions": 10, … }
   */
  patch(change: Patch<CreateBatchJobRequest>): BatchJobBuilder<TInput, TMissing, TTable, TReads> {
    return this.withPatch(change);
  }

  /**
   * The job as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing.
   */
  toNode(this: Definition<BatchJobNode>): BatchJobNode;
  toNode(): BatchJobNode {
    const { source, selection, input, target, mappings } = this.props;
    // Rows need no selection.
    const selected = source === undefined || source.kind === "objects" ? selection : true;
    return this.complete(calls, { from: source, selection: selected, input, into: target, map: mappings[0] });
  }

  #select(selection: SelectionNode): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TReads> {
    const { source } = this.props;
    if (source !== undefined && source.kind !== "objects") {
      throw new DefinitionError(
        `objects are selected from a connection to S3 or Azure, and this job reads ${source.kind === "table" ? "a table" : `${source.kind} records`}: leave the selection out, or read from a connection`,
      );
    }
    return this.with({ selection: Object.freeze(selection) });
  }

  #columns(method: string): Columns<TInput> {
    const { input } = this.props;
    if (input === undefined) throw new DefinitionError(`call .input({ name: type }) before ${method}`);
    // `.input()` has set the fields and `TInput` together.
    return columns(input as TInput);
  }
}

/**
 * Begins a batch job: it reads a source once and writes its rows to a table.
 *
 * @param id Names the artifact: 1 to 64 ASCII letters, digits and the characters `. _ -`. Without one, the name under which the job is exported does.
 *
 * @example
 * batchJob("koalas")
 *   .from(demo)
 *   .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
 *   .format("nd-json")
 *   .input({ timestamp: "string", city: "string" })
 *   .into("Koalas", { createIfMissing: true })
 *   .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }))
 * // => { "type": "batch", "target": { "type": "table", "tableName": "Koalas" }, "createTableIfNotExists": true,
 * //      "source": { "type": "s3", "connectionName": "demo-conn", … },
 * //      "mappings": [{ "columnName": "__time", "expression": "TIME_PARSE(\"timestamp\")" },
 * //                   { "columnName": "city", "expression": "\"city\"" }] }
 *
 * @throws DefinitionError for an id that is not of these characters.
 */
export function batchJob(id?: string): BatchJobBuilder {
  return new BatchJobBuilder({ ...beginJob("batch", id, batchJob), mappings: [] });
}
