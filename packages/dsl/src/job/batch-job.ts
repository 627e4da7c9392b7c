import { type Columns, columns, type Expr, type InputSchema } from "@starfix/expr";
import type { S3ConnectionDefinition } from "../connection/s3-connection.ts";
import { type Definition, type DefinitionMark, definitionFormat } from "../definition.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import { captureOrigin, type Origin, record } from "../origin.ts";
import { parseName } from "../parse-name.ts";
import type { BatchJobNode, SelectionNode } from "./batch-job-node.ts";
import type { CheckedMappings, Mappings } from "./mapping-types.ts";
import {
  type IntoOptions,
  parseExpression,
  parseFormat,
  parseInput,
  parseMappings,
  parseMaxParseExceptions,
  parseTarget,
  parseTexts,
  parseUris,
} from "./parse-batch-job.ts";

/** The parts that a batch job needs. */
export type BatchJobMissing = "from" | "selection" | "input" | "into" | "map";

/** What to call for each part that is missing; the text that type errors show. */
interface BatchJobCalls {
  readonly from: "call .from(connection)";
  readonly selection: "call .uris(…), .objects(…), .prefixes(…) or .pattern(glob)";
  readonly input: "call .input({ name: type })";
  readonly into: "call .into(table)";
  readonly map: "call .map({ column: expression })";
}

const calls: BatchJobCalls = {
  from: "call .from(connection)",
  selection: "call .uris(…), .objects(…), .prefixes(…) or .pattern(glob)",
  input: "call .input({ name: type })",
  into: "call .into(table)",
  map: "call .map({ column: expression })",
};

/** What the builder holds: the parts of the node, as far as they are given. */
type BatchJobProps = Pick<BatchJobNode, "id" | "origin" | "mappings"> & Partial<Omit<BatchJobNode, "kind">>;

/** The columns of a job that has no input yet. */
export type NoInput = Readonly<Record<never, never>>;

/**
 * A batch job, being described: it reads objects once and writes their rows to a table. Every method returns a new
 * builder. It is complete with a connection, exactly one selection of objects, an input schema, a table and mappings.
 */
export class BatchJobBuilder<TInput extends InputSchema = NoInput, TMissing extends BatchJobMissing = BatchJobMissing> {
  /** Type only: what to call next; `never` when nothing is missing. */
  declare readonly $incomplete: BatchJobCalls[TMissing];
  /** Type only: the input schema. */
  declare readonly $input: TInput;
  readonly #props: BatchJobProps;

  constructor(props: BatchJobProps) {
    this.#props = Object.freeze(props);
  }

  /** Marks a definition, for the compiler. */
  get "~definition"(): DefinitionMark {
    return { kind: "job", format: definitionFormat, name: this.#props.id, origin: this.#props.origin };
  }

  /**
   * Reads from a connection. Calling it again replaces the earlier connection.
   *
   * @example
   * batchJob("koalas").from(demo)
   * // => { "source": { "type": "s3", "connectionName": "demo-conn", … }, … }
   */
  from(connection: S3ConnectionDefinition): BatchJobBuilder<TInput, Exclude<TMissing, "from">> {
    if (typeof connection?.toNode !== "function") {
      refuse("connection", 'a connection such as s3Connection("demo-conn")…', connection);
    }
    const node = connection.toNode();
    if (node.kind !== "connection") refuse("connection", "a connection", node.kind);
    return new BatchJobBuilder({ ...this.#props, connection: node });
  }

  /**
   * Reads these objects, by their full URIs. It takes the place of an earlier selection.
   *
   * @example
   * .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
   * // => { "source": { …, "uris": ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"] }, … }
   */
  uris(...uris: readonly string[]): BatchJobBuilder<TInput, Exclude<TMissing, "selection">> {
    return this.#select({ uris: parseUris(uris) });
  }

  /**
   * Reads these objects, by their keys in the bucket of the connection. It takes the place of an earlier selection.
   *
   * @example
   * .objects("polaris-ingest/demo-file.json.gz")
   * // => { "source": { …, "objects": ["polaris-ingest/demo-file.json.gz"] }, … }
   */
  objects(...keys: readonly string[]): BatchJobBuilder<TInput, Exclude<TMissing, "selection">> {
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
  prefixes(...prefixes: readonly string[]): BatchJobBuilder<TInput, Exclude<TMissing, "selection">> {
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
  pattern(glob: string): BatchJobBuilder<TInput, Exclude<TMissing, "selection">> {
    const [pattern] = parseTexts("pattern", "polaris-ingest/*.json.gz", [glob]);
    return this.#select({ pattern: pattern as string });
  }

  /**
   * States the format of the objects. Without it the service goes by the file extension.
   *
   * @example
   * .format("nd-json")
   * // => { "source": { …, "formatSettings": { "format": "nd-json" } }, … }
   */
  format(format: "nd-json"): BatchJobBuilder<TInput, TMissing> {
    return new BatchJobBuilder({ ...this.#props, format: parseFormat(format) });
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
  ): BatchJobBuilder<TSchema, Exclude<TMissing, "input"> | "map"> {
    return new BatchJobBuilder({ ...this.#props, input: parseInput(schema), mappings: [], filter: undefined });
  }

  /**
   * Writes to a table. Calling it again replaces the earlier table.
   *
   * @example
   * .into("Koalas", { createIfMissing: true })
   * // => { "target": { "type": "table", "tableName": "Koalas" }, "createTableIfNotExists": true, … }
   */
  into(table: string, options: IntoOptions = {}): BatchJobBuilder<TInput, Exclude<TMissing, "into">> {
    return new BatchJobBuilder({ ...this.#props, target: parseTarget(table, options) });
  }

  /**
   * Says what fills each column, as expressions or as SQL text. Calling it again adds columns; one that is there already
   * is an error. When a mapping aggregates, rows are grouped by all that do not.
   *
   * @example
   * .map((c) => ({ __time: timeParse(c.timestamp), longest: max(c.session_length), city: '"city"' }))
   * // => { "mappings": [{ "columnName": "__time", "expression": "TIME_PARSE(\"timestamp\")" },
   * //                   { "columnName": "longest", "expression": "MAX(\"session_length\")", "isAggregation": true },
   * //                   { "columnName": "city", "expression": "\"city\"" }], … }
   */
  map<const TMappings extends Mappings>(
    mappings:
      | ((columns: Columns<TInput>) => TMappings & CheckedMappings<TMappings, keyof TInput & string>)
      | (TMappings & CheckedMappings<TMappings, keyof TInput & string>),
  ): BatchJobBuilder<TInput, Exclude<TMissing, "map">> {
    const added = typeof mappings === "function" ? mappings(this.#columns(".map()")) : mappings;
    return new BatchJobBuilder({ ...this.#props, mappings: parseMappings(this.#props.mappings, added) });
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
  ): BatchJobBuilder<TInput, TMissing> {
    const value = typeof condition === "function" ? condition(this.#columns(".filter()")) : condition;
    return new BatchJobBuilder({ ...this.#props, filter: parseExpression("filter", value) });
  }

  /**
   * Lets the job pass over this many unreadable records before it fails. Without it the service passes over all of them.
   *
   * @example
   * .maxParseExceptions(0)
   * // => { "maxParseExceptions": 0, … }
   */
  maxParseExceptions(count: number): BatchJobBuilder<TInput, TMissing> {
    return new BatchJobBuilder({ ...this.#props, maxParseExceptions: parseMaxParseExceptions(count) });
  }

  /**
   * The job as frozen data: what the compiler takes.
   *
   * @throws DefinitionError that says what to call, when something is missing.
   */
  toNode(this: Definition<BatchJobNode>): BatchJobNode;
  toNode(): BatchJobNode {
    const { connection, selection, input, target, mappings } = this.#props;
    if (!connection || !selection || !input || !target || mappings.length === 0) {
      const given = { from: connection, selection, input, into: target, map: mappings[0] };
      const missing = Object.keys(calls).filter((part) => given[part as BatchJobMissing] === undefined);
      const todo = missing.map((part) => calls[part as BatchJobMissing]).join("; ");
      const name = this.#props.id === undefined ? "" : ` ${JSON.stringify(this.#props.id)}`;
      throw new DefinitionError(`incomplete job${name}: ${todo}`);
    }
    const { id, origin, format, filter, maxParseExceptions } = this.#props;
    return Object.freeze({
      kind: "job",
      id,
      origin,
      connection,
      selection,
      format,
      input,
      target,
      filter,
      mappings,
      maxParseExceptions,
    });
  }

  #select(selection: SelectionNode): BatchJobBuilder<TInput, Exclude<TMissing, "selection">> {
    return new BatchJobBuilder({ ...this.#props, selection: Object.freeze(selection) });
  }

  #columns(method: string): Columns<TInput> {
    const { input } = this.#props;
    if (input === undefined) throw new DefinitionError(`call .input({ name: type }) before ${method}`);
    const schema: InputSchema = Object.fromEntries(input.map(({ name, dataType }) => [name, dataType]));
    // `.input()` has set the fields and `TInput` together.
    return columns(schema as TInput);
  }
}

/**
 * Begins a batch job: it reads objects once and writes their rows to a table.
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
  const origin: Origin = captureOrigin(batchJob);
  if (id !== undefined) parseName("job id", id);
  record({ kind: "job", name: id, origin });
  return new BatchJobBuilder({ id, origin, mappings: [] });
}
