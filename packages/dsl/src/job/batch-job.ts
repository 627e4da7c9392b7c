import { type Columns, columns, type Expr, type InputSchema, type Interval, type TypeMessage } from "@starfix/expr";
import type { ObjectStoreConnection } from "../connection/connection-definition.ts";
import { type Alone, type Choice, type MemberRules, missingOf } from "../definition-builder.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { BareBatchFormat, BatchFormat, BatchFormats } from "../format/format-options.ts";
import { parseFormat } from "../format/parse-format.ts";
import { BatchJobBase, type BatchJobProps, createBatchJobProps } from "../generated/builders.gen.ts";
import {
  parseClusteringColumns,
  parseContext,
  parseGranularity,
  parseMaxParseExceptions,
} from "../parse-job-options.ts";
import { parseTexts, parseUris } from "../parse-selection.ts";
import type { AnyTable, TableDefinition, TableShape } from "../table/table-shape.ts";
import { parseIntervals } from "../time/parse-interval.ts";
import { type NoInput, parseBatchSource, type RowsSource, type TableSource } from "./batch-source.ts";
import { beginJob } from "./begin-job.ts";
import type { BatchJobNode, SelectionNode } from "./job-node.ts";
import type { CheckedMappings, FreeMappings, MappingPairs, Mappings } from "./mapping-types.ts";
import { type InputOfFields, type InputPairs, parseInput } from "./parse-input.ts";
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

/** The calls of a batch job that exclude others: rows in place of objects, one selection, one mode. */
export type BatchJobGiven = "rows" | Selection | "append" | "replace";

/** The methods that select objects, of which one is called. */
type Selection = "uris" | "objects" | "prefixes" | "pattern";

/** A text that selects objects, where there are objects to select from and none are selected in another way. */
type SelectionText<TGiven extends BatchJobGiven, TOthers extends Selection> = "rows" extends TGiven
  ? TypeMessage<"objects are selected from a connection to S3 or Azure; this source has none">
  : Alone<TGiven, TOthers, string, "objects are selected">;

const rules: MemberRules<BatchJobProps> = {
  partitionedBy: parseGranularity,
  clusteringColumns: parseClusteringColumns,
  maxParseExceptions: parseMaxParseExceptions,
  context: parseContext,
};
const byAppend: Choice = { group: "mode", method: "append", given: "the mode is set" };
const byReplace: Choice = { group: "mode", method: "replace", given: "the mode is set" };

/** What `.from()` takes. */
export type BatchSource = ObjectStoreConnection | RowsSource | TableSource;

/** The job after `.from()`: rows need no selection, and those of a declared table bring their columns along. */
export type BatchJobFrom<
  TSource extends BatchSource,
  TInput extends InputSchema,
  TMissing extends BatchJobMissing,
  TTable,
  TGiven extends BatchJobGiven,
> = BatchSource extends TSource
  ? // What was given is none, and was refused: one message is enough.
    BatchJobBuilder<TInput, Exclude<TMissing, "from">, TTable>
  : TSource extends ObjectStoreConnection
    ? BatchJobBuilder<
        TInput,
        Exclude<TMissing, "from"> | ("rows" extends TGiven ? "selection" : never),
        TTable,
        Exclude<TGiven, "rows">
      >
    : TSource extends TableSource<infer TColumns extends InputSchema>
      ? BatchJobBuilder<
          TColumns,
          Exclude<TMissing, "from" | "selection" | "input"> | "map",
          TTable,
          Exclude<TGiven, Selection> | "rows"
        >
      : BatchJobBuilder<TInput, Exclude<TMissing, "from" | "selection">, TTable, Exclude<TGiven, Selection> | "rows">;

/**
 * A batch job, being described: it reads a source once and writes its rows to a table. Every method returns a new
 * builder. It is complete with a source, exactly one selection of objects where the source is an object store, an input
 * schema, a table and mappings.
 */
export class BatchJobBuilder<
  TInput extends InputSchema = NoInput,
  TMissing extends BatchJobMissing = BatchJobMissing,
  TTable = AnyTable,
  TGiven extends BatchJobGiven = never,
> extends BatchJobBase<BatchJobNode> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly " incomplete": BatchJobCalls[TMissing];
  /** Type only: the input schema. */
  declare readonly " input": TInput;
  /** Type only: the table that is filled. */
  declare readonly " table": TTable;
  /** Type only: the calls that exclude others. */
  declare readonly " given": TGiven;

  protected override get rules(): MemberRules<BatchJobProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    const { source, selection, input, target, mappings } = this.parts;
    // Rows need no selection.
    const selected = source === undefined || source.kind === "objects" ? selection : true;
    return missingOf(calls, { from: source, selection: selected, input, into: target, map: mappings?.[0] });
  }

  /**
   * Reads from a connection to S3 or Azure, or from `inline(…)`, `uploadedFiles(…)` or `tableSource(…)`. Calling it again
   * replaces the earlier source. The rows of a table that is declared in code bring their columns along, in place of
   * `.input()`.
   *
   * @example
   * batchJob("koalas").from(demo)
   * // => { "source": { "type": "s3", "connectionName": "demo-conn", … }, … }
   */
  from<TSource extends BatchSource>(given: TSource): BatchJobFrom<TSource, TInput, TMissing, TTable, TGiven>;
  from(given: BatchSource): unknown {
    const source = parseBatchSource(given);
    if (source.kind === "objects") return this.with({ source });
    const declared = source.kind === "table" ? source.declared : undefined;
    const input = declared && {
      input: tableInput(declared),
      inputOrder: undefined,
      mappings: [],
      filter: undefined,
    };
    return this.with({ source, selection: undefined, ...input });
  }

  /**
   * Reads these objects, by their full URIs. It contradicts the other selections.
   *
   * @example
   * .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
   * // => { "source": { …, "uris": ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] }, … }
   */
  uris(
    ...uris: readonly SelectionText<TGiven, "objects" | "prefixes" | "pattern">[]
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TGiven | "uris"> {
    return this.#select("uris", { uris: parseUris(uris) });
  }

  /**
   * Reads these objects, by their keys in the bucket of the connection. It contradicts the other selections.
   *
   * @example
   * .objects("polaris-ingest/demo-file.json.gz")
   * // => { "source": { …, "objects": ["polaris-ingest/demo-file.json.gz"] }, … }
   */
  objects(
    ...keys: readonly SelectionText<TGiven, "uris" | "prefixes" | "pattern">[]
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TGiven | "objects"> {
    return this.#select("objects", { objects: parseTexts("object", "polaris-ingest/demo-file.json.gz", keys) });
  }

  /**
   * Reads every object whose key starts with one of these; empty objects are left out. It contradicts
   * the other selections.
   *
   * @example
   * .prefixes("polaris-ingest/")
   * // => { "source": { …, "prefixes": ["polaris-ingest/"] }, … }
   */
  prefixes(
    ...prefixes: readonly SelectionText<TGiven, "uris" | "objects" | "pattern">[]
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TGiven | "prefixes"> {
    return this.#select("prefixes", { prefixes: parseTexts("prefix", "polaris-ingest/", prefixes) });
  }

  /**
   * Reads every object whose whole key fits a glob: `*` stays within one level, `**` crosses levels, `?`, `[a-z]` and
   * `{a,b}` as in Java's path matcher. It contradicts the other selections.
   *
   * @example
   * .pattern("polaris-ingest/*.json.gz")
   * // => { "source": { …, "pattern": "polaris-ingest/*.json.gz" }, … }
   */
  pattern(
    glob: SelectionText<TGiven, "uris" | "objects" | "prefixes">,
  ): BatchJobBuilder<TInput, Exclude<TMissing, "selection">, TTable, TGiven | "pattern"> {
    const [pattern] = parseTexts("pattern", "polaris-ingest/*.json.gz", [glob]);
    return this.#select("pattern", { pattern: pattern as string });
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
  format(format: BareBatchFormat): this;
  format<TFormat extends BatchFormat>(format: TFormat, options: BatchFormats[TFormat]): this;
  format(format: BatchFormat, options?: object): this {
    return this.with({ format: parseFormat(format, options, "objects") });
  }

  /**
   * Names the fields to read and their types. Fields that are not named are left out. It comes before `.map()` and
   * `.filter()`, which know the columns from it; calling it again takes back those two. A name that JavaScript would move, such as `"1"`, is
   * given in a list of pairs.
   *
   * @example
   * .input({ timestamp: "string", session_length: "long" })
   * // => { "source": { …, "inputSchema": [{ "name": "timestamp", "dataType": "string" },
   * //                                     { "name": "session_length", "dataType": "long" }] }, … }
   */
  input<const TFields extends InputSchema | InputPairs>(
    fields: TFields,
  ): BatchJobBuilder<InputOfFields<TFields>, Exclude<TMissing, "input"> | "map", TTable, TGiven> {
    return this.with({ ...parseInput(fields), mappings: [], filter: undefined });
  }

  /**
   * Writes to a table, by its name or as it is declared in code. Calling it again replaces the earlier table. A declared
   * table is what `.map()` is checked against, so giving one takes earlier mappings back.
   *
   * @example
   * .into("Koalas", { createIfMissing: true })
   * // => { "target": { "type": "table", "tableName": "Koalas" }, "createTableIfNotExists": true, … }
   */
  into(table: string, options?: IntoOptions): BatchJobBuilder<TInput, Exclude<TMissing, "into">, AnyTable, TGiven>;
  into<TShape extends TableShape>(
    table: TableDefinition<TShape>,
  ): BatchJobBuilder<TInput, Exclude<TMissing, "into"> | "map", TShape, TGiven>;
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
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TGiven>;
  map(pairs: MappingPairs): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TGiven>;
  map(mappings: FreeMappings<TTable>): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TGiven>;
  map<const TMappings extends Mappings, const TReturned extends Mappings>(
    mappings:
      | ((columns: Columns<TInput>) => TReturned & CheckedMappings<TReturned, keyof TInput & string, TTable>)
      | (TMappings & CheckedMappings<TMappings, keyof TInput & string, TTable>),
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TGiven>;
  map(
    mappings: MappingPairs | Mappings | ((columns: Columns<TInput>) => MappingPairs | Mappings),
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">, TTable, TGiven> {
    const added = typeof mappings === "function" ? mappings(this.#columns(".map()")) : mappings;
    return this.with({ mappings: parseMappings(this.parts.mappings ?? [], added) });
  }

  /**
   * Keeps the records for which a condition over the input fields holds. Calling it again replaces the earlier condition.
   *
   * @example
   * .filter('"timestamp" IS NOT NULL')
   * // => { "filterExpression": "\"timestamp\" IS NOT NULL", … }
   */
  filter(condition: string | ((columns: Columns<TInput>) => Expr<"BOOLEAN", "scalar">)): this {
    const value = typeof condition === "function" ? condition(this.#columns(".filter()")) : condition;
    return this.with({ filter: parseExpression("filter", value) });
  }

  /**
   * Adds the rows to those of the table: what a job does without a word too. It contradicts `.replace()`.
   *
   * @example
   * .append()
   * // => { "ingestionMode": "append", … }
   */
  append(
    this: Alone<TGiven, "replace", unknown, "the mode is set">,
  ): BatchJobBuilder<TInput, TMissing, TTable, TGiven | "append">;
  append(): unknown {
    return this.with({ ingestion: Object.freeze({ mode: "append" }) }, byAppend);
  }

  /**
   * Puts the rows in the place of all rows of the table, or of those of ISO 8601 intervals of `__time`. The intervals begin
   * and end with the table's time chunks; rows outside of them are left to `.filter()`. It contradicts `.append()`;
   * calling it again replaces what was said before.
   *
   * @example
   * .replace("2026-01-01/2026-02-01")
   * // => { "target": { …, "intervals": ["2026-01-01/2026-02-01"] }, "ingestionMode": "replace", … }
   */
  replace(
    this: Alone<TGiven, "append", unknown, "the mode is set">,
    ...what: readonly ["all"] | readonly [Interval, ...Interval[]]
  ): BatchJobBuilder<TInput, TMissing, TTable, TGiven | "replace">;
  replace(...what: readonly string[]): unknown {
    if (what.length === 0) refuse("replace", '"all" or intervals such as 2026-01-01/2026-02-01', undefined);
    const intervals = what.length === 1 && what[0] === "all" ? "all" : parseIntervals(what);
    return this.with({ ingestion: Object.freeze({ mode: "replace", intervals }) }, byReplace);
  }

  #select<TNext>(method: Selection, selection: SelectionNode): TNext {
    const { source } = this.parts;
    if (source !== undefined && source.kind !== "objects") {
      throw new DefinitionError(
        `objects are selected from a connection to S3 or Azure, and this job reads ${source.kind === "table" ? "a table" : `${source.kind} records`}: leave the selection out, or read from a connection`,
      );
    }
    return this.with(
      { selection: Object.freeze(selection) },
      { group: "selection", method, given: "objects are selected" },
    );
  }

  #columns(method: string): Columns<TInput> {
    const { input } = this.parts;
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
  return new BatchJobBuilder({ start: beginJob(id, batchJob), request: createBatchJobProps() });
}
