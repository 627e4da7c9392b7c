import { type Columns, columns, type Expr, type InputSchema, type Period } from "@starfix/expr";
import type { StreamConnection } from "../connection/connection-definition.ts";
import { type MemberRules, missingOf } from "../definition-builder.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { BareStreamFormat, StreamFormat, StreamFormats } from "../format/format-options.ts";
import { parseFormat } from "../format/parse-format.ts";
import { createStreamingJobProps, StreamingJobBase, type StreamingJobProps } from "../generated/builders.gen.ts";
import { parseClusteringColumns, parseFlag, parseGranularity, parseMaxParseExceptions } from "../parse-job-options.ts";
import { parseNames } from "../parse-selection.ts";
import type { AnyTable, TableDefinition, TableShape } from "../table/table-shape.ts";
import { parsePeriod } from "../time/parse-period.ts";
import type { NoInput } from "./batch-source.ts";
import { beginJob } from "./begin-job.ts";
import type { StreamingJobNode } from "./job-node.ts";
import type { CheckedMappings, FreeMappings, MappingPairs, Mappings } from "./mapping-types.ts";
import { type InputOfFields, type InputPairs, parseInput } from "./parse-input.ts";
import { parseExpression, parseMappings } from "./parse-mappings.ts";
import { parseStreamSource } from "./parse-stream-source.ts";
import { type IntoOptions, parseTarget } from "./parse-target.ts";
import { parseUpsert, type UpsertOptions } from "./parse-upsert.ts";

/** The parts that a streaming job needs. */
export type StreamingJobMissing = "from" | "input" | "into" | "map";

/** What to call for each part that is missing; the text that type errors show. */
interface StreamingJobCalls {
  readonly from: "call .from(connection)";
  readonly input: "call .input({ name: type })";
  readonly into: "call .into(table)";
  readonly map: "call .map({ column: expression })";
}

const calls: StreamingJobCalls = {
  from: "call .from(connection)",
  input: "call .input({ name: type })",
  into: "call .into(table)",
  map: "call .map({ column: expression })",
};

const rules: MemberRules<StreamingJobProps> = {
  useSchemaDiscovery: (on) => parseFlag("discoverSchema", on),
  dimensionExclusions: (fields) => parseNames("field", "debug", fields),
  readFromPoint: parseReadFromPoint,
  partitionedBy: parseGranularity,
  clusteringColumns: parseClusteringColumns,
  maxParseExceptions: parseMaxParseExceptions,
  replaceRunning: (on) => parseFlag("replaceRunning", on),
};

function parseReadFromPoint(point: unknown): void {
  if (point !== "earliest" && point !== "latest") refuse("readFrom", "earliest or latest", point);
}

/**
 * A streaming job, being described: it reads a stream and writes its events to a table until it is canceled. Every method
 * returns a new builder. It is complete with a connection, an input schema, a table and mappings.
 */
export class StreamingJobBuilder<
  TInput extends InputSchema = NoInput,
  TMissing extends StreamingJobMissing = StreamingJobMissing,
  TTable = AnyTable,
> extends StreamingJobBase<StreamingJobNode> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly " incomplete": StreamingJobCalls[TMissing];
  /** Type only: the input schema. */
  declare readonly " input": TInput;
  /** Type only: the table that is filled. */
  declare readonly " table": TTable;

  protected override get rules(): MemberRules<StreamingJobProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    const { connection, input, target, mappings } = this.parts;
    return missingOf(calls, { from: connection, input, into: target, map: mappings?.[0] });
  }

  /**
   * Reads the stream of a connection: Kafka, Confluent Cloud, Kinesis or push. Calling it again replaces the earlier one.
   *
   * @example
   * streamingJob("events").from(kafka)
   * // => { "source": { "type": "connection", "connectionName": "events", … }, … }
   */
  from(connection: StreamConnection): StreamingJobBuilder<TInput, Exclude<TMissing, "from">, TTable> {
    return this.with({ connection: parseStreamSource(connection) });
  }

  /**
   * States the format of the events and its options. `kafka` and `kinesis` add the key, headers and time of an event to the
   * fields of its value; `avro_stream` and `protobuf` need a schema, from a registry or in the definition. A stream has no
   * header, so `csv` and `tsv` name their columns.
   *
   * @example
   * .format("kafka", { valueFormat: "nd-json", headerFormat: "utf-8" })
   * // => { "source": { …, "formatSettings": { "format": "kafka", "valueFormat": { "format": "nd-json" },
   * //                                         "headerFormat": "utf-8" } }, … }
   * .format("avro_stream", { parseSchemaProvider: registry })
   * // => { "source": { …, "formatSettings": { "format": "avro_stream", "parseSchemaProvider":
   * //                                         { "type": "connection", "connectionName": "registry" } } }, … }
   */
  format(format: BareStreamFormat): this;
  format<TFormat extends StreamFormat>(format: TFormat, options: StreamFormats[TFormat]): this;
  format(format: StreamFormat, options?: object): this {
    return this.with({ format: parseFormat(format, options, "stream") });
  }

  /**
   * Names the fields to read and their types. It comes before `.map()` and `.filter()`, which know the columns from it;
   * calling it again takes back those two. A name that JavaScript would move, such as `"1"`, is
   * given in a list of pairs.
   *
   * @example
   * .input({ timestamp: "string", session_length: "long" })
   * // => { "source": { …, "inputSchema": [{ "name": "timestamp", "dataType": "string" },
   * //                                     { "name": "session_length", "dataType": "long" }] }, … }
   */
  input<const TFields extends InputSchema | InputPairs>(
    fields: TFields,
  ): StreamingJobBuilder<InputOfFields<TFields>, Exclude<TMissing, "input"> | "map", TTable> {
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
  into(table: string, options?: IntoOptions): StreamingJobBuilder<TInput, Exclude<TMissing, "into">, AnyTable>;
  into<TShape extends TableShape>(
    table: TableDefinition<TShape>,
  ): StreamingJobBuilder<TInput, Exclude<TMissing, "into"> | "map", TShape>;
  into(table: string | TableDefinition, options?: IntoOptions): unknown {
    const target = parseTarget(table, options);
    return this.with({ target, ...(target.declared && { mappings: [] }) });
  }

  /**
   * Says what fills each column, as expressions or as SQL text. Calling it again adds columns; one that is there already
   * is an error. A name that JavaScript would move, such as `"1"`, is given in a list of pairs.
   *
   * @example
   * .map((c) => ({ __time: timeParse(c.timestamp), city: '"city"' }))
   * // => { "mappings": [{ "columnName": "__time", "expression": "TIME_PARSE(\"timestamp\")" },
   * //                   { "columnName": "city", "expression": "\"city\"" }], … }
   */
  map(
    mappings: (columns: Columns<TInput>) => FreeMappings<TTable> | MappingPairs,
  ): StreamingJobBuilder<TInput, Exclude<TMissing, "map">, TTable>;
  map(pairs: MappingPairs): StreamingJobBuilder<TInput, Exclude<TMissing, "map">, TTable>;
  map(mappings: FreeMappings<TTable>): StreamingJobBuilder<TInput, Exclude<TMissing, "map">, TTable>;
  map<const TMappings extends Mappings, const TReturned extends Mappings>(
    mappings:
      | ((columns: Columns<TInput>) => TReturned & CheckedMappings<TReturned, keyof TInput & string, TTable>)
      | (TMappings & CheckedMappings<TMappings, keyof TInput & string, TTable>),
  ): StreamingJobBuilder<TInput, Exclude<TMissing, "map">, TTable>;
  map(
    mappings: MappingPairs | Mappings | ((columns: Columns<TInput>) => MappingPairs | Mappings),
  ): StreamingJobBuilder<TInput, Exclude<TMissing, "map">, TTable> {
    const added = typeof mappings === "function" ? mappings(this.#columns(".map()")) : mappings;
    return this.with({ mappings: parseMappings(this.parts.mappings ?? [], added) });
  }

  /**
   * Keeps the events for which a condition over the input fields holds. Calling it again replaces the earlier condition.
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
   * Leaves out events that are older than the job's clock by more than an ISO 8601 period; without it, than 30 days.
   *
   * @example
   * .rejectLate("P7D")
   * // => { "lateMessageRejectionPeriod": "P7D", … }
   */
  rejectLate(period: Period): this {
    return this.set("lateMessageRejectionPeriod", parsePeriod("rejectLate", period));
  }

  /**
   * Leaves out events that are ahead of the job's clock by more than an ISO 8601 period; without it, than 2,000 days.
   *
   * @example
   * .rejectEarly("P5D")
   * // => { "earlyMessageRejectionPeriod": "P5D", … }
   */
  rejectEarly(period: Period): this {
    return this.set("earlyMessageRejectionPeriod", parsePeriod("rejectEarly", period, "P5D"));
  }

  /**
   * Lets an event replace an earlier one with the same key, in place of a second row. With a version column the row
   * with the larger version stays, without one the later event.
   *
   * @example
   * .upsert({ key: ["session"], version: "updated_at" })
   * // => { "enableUpserts": true, "upsertKeyColumns": ["session"], "upsertVersionColumn": "updated_at", … }
   */
  upsert(options: UpsertOptions): this {
    return this.with({ upsert: parseUpsert(options) });
  }

  #columns(method: string): Columns<TInput> {
    const { input } = this.parts;
    if (input === undefined) throw new DefinitionError(`call .input({ name: type }) before ${method}`);
    // `.input()` has set the fields and `TInput` together.
    return columns(input as TInput);
  }
}

/**
 * Begins a streaming job: it reads a stream and writes its events to a table until it is canceled. A table has at most one.
 *
 * @param id Names the artifact: 1 to 64 ASCII letters, digits and the characters `. _ -`. Without one, the name under which the job is exported does.
 *
 * @example
 * streamingJob("events")
 *   .from(kafka)
 *   .format("nd-json")
 *   .input({ timestamp: "string", city: "string" })
 *   .into("Events", { createIfMissing: true })
 *   .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }))
 *   .readFrom("earliest")
 * // => { "type": "streaming", "target": { "type": "table", "tableName": "Events" }, "createTableIfNotExists": true,
 * //      "source": { "type": "connection", "connectionName": "events", "formatSettings": { "format": "nd-json" }, … },
 * //      "mappings": […], "readFromPoint": "earliest" }
 *
 * @throws DefinitionError for an id that is not of these characters.
 */
export function streamingJob(id?: string): StreamingJobBuilder {
  return new StreamingJobBuilder({ start: beginJob(id, streamingJob), request: createStreamingJobProps() });
}
