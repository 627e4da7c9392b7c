import type { AggregateTableColumn, PartitioningGranularity, TimeResolution } from "@starfix/schema";
import { parseWriters } from "../about/parse-about.ts";
import type { Alone, Choice, MemberRules } from "../definition-builder.ts";
import { AggregateTableBase, type AggregateTableProps, createAggregateTableProps } from "../generated/builders.gen.ts";
import { parseNames } from "../parse-selection.ts";
import { beginTable } from "./begin-table.ts";
import {
  parseColumns,
  parseDescription,
  parseRollup,
  parseStorage,
  parseTableGranularity,
  type RollupOptions,
  type TableStorageOptions,
} from "./parse-table.ts";
import type { AggregateTableNode } from "./table-node.ts";
import type { CheckedColumns, NoColumns, TableColumns, TableMeasures, TableMode } from "./table-shape.ts";

const byStrict: Choice = { group: "mode", method: "strict", given: "the mode is set" };
const byFlexible: Choice = { group: "mode", method: "flexible", given: "the mode is set" };

const rules: MemberRules<AggregateTableProps> = { description: parseDescription };

/**
 * A table that holds grouped rows, being described: rows of one time that agree in all columns become one, and
 * aggregations fill its measures. Every method returns a new builder; the calls may come in any order. It is complete from
 * the start. Jobs that it is handed to with `.into()` are checked against it.
 */
export class AggregateTableBuilder<
  TName extends string = string,
  TColumns extends TableColumns = NoColumns,
  TMeasures extends TableMeasures = NoColumns,
  TMode extends TableMode = "default",
> extends AggregateTableBase<AggregateTableNode> {
  /** Type only: nothing is missing. */
  declare readonly " incomplete": never;
  /** Type only: what jobs are checked against. */
  declare readonly " shape": {
    readonly name: TName;
    readonly columns: TColumns;
    readonly measures: TMeasures;
    readonly mode: TMode;
    readonly added: { readonly __count: "long" };
  };

  protected override get rules(): MemberRules<AggregateTableProps> {
    return rules;
  }

  /**
   * Declares columns that rows are grouped by, and their types, in the order of `SELECT *`. Calling it again adds columns.
   * `__time` is there in any case.
   *
   * @example
   * aggregateTable("Sessions").columns({ city: "string" })
   * // => { "schema": [{ "type": "dimension", "name": "city", "dataType": "string" }], … }
   *
   * @throws DefinitionError for a column that is declared twice, a type that the contract does not have, and names that
   * begin with `__`.
   */
  columns<const TAdded extends TableColumns>(
    columns: TAdded & CheckedColumns<TAdded>,
  ): AggregateTableBuilder<TName, TColumns & TAdded, TMeasures, TMode> {
    return this.set("schema", this.#added(columns, "column"));
  }

  /**
   * Declares columns that aggregations fill, and their types, in the order of `SELECT *`. Calling it again adds measures.
   *
   * @example
   * aggregateTable("Sessions").measures({ sessions: "long", users: "HLLSketch" })
   * // => { "schema": [{ "type": "measure", "name": "sessions", "dataType": "long" },
   * //                 { "type": "measure", "name": "users", "dataType": "HLLSketch" }], … }
   *
   * @throws DefinitionError for a column that is declared twice, and a type that the contract does not have for measures.
   */
  measures<const TAdded extends TableMeasures>(
    measures: TAdded,
  ): AggregateTableBuilder<TName, TColumns, TMeasures & TAdded, TMode> {
    return this.set("schema", this.#added(measures, "measure"));
  }

  /**
   * Cuts times down to a common length or to any period, so that more rows agree; without it, to a millisecond. Calling it
   * again replaces the earlier length. It is at most the length of the time chunks.
   *
   * @example
   * aggregateTable("Sessions").rollup("hour")
   * // => { "timeResolution": "hour", … }
   * aggregateTable("Sessions").rollup({ period: "PT6H", timeZone: "Australia/Perth" })
   * // => { "queryGranularity": { "type": "period", "period": "PT6H", "timeZone": "Australia/Perth" }, … }
   */
  rollup(length: TimeResolution | RollupOptions): this {
    const { timeResolution: _resolution, queryGranularity: _granularity, ...others } = this.request;
    return this.withRequest({ ...others, ...parseRollup(length) });
  }

  /**
   * Lets jobs fill only the declared columns. It contradicts `.flexible()`.
   *
   * @example
   * aggregateTable("Sessions").strict()
   * // => { "schemaMode": "strict", … }
   */
  strict(
    this: Alone<TMode, "flexible", unknown, "the mode is set">,
  ): AggregateTableBuilder<TName, TColumns, TMeasures, "strict">;
  strict(): unknown {
    return this.set("schemaMode", "strict", byStrict);
  }

  /**
   * Lets jobs fill columns that are not declared, which is also so without a word. It contradicts `.strict()`.
   *
   * @example
   * aggregateTable("Sessions").flexible()
   * // => { "schemaMode": "flexible", … }
   */
  flexible(
    this: Alone<TMode, "strict", unknown, "the mode is set">,
  ): AggregateTableBuilder<TName, TColumns, TMeasures, "flexible">;
  flexible(): unknown {
    return this.set("schemaMode", "flexible", byFlexible);
  }

  /**
   * Cuts the table into time chunks of this length; without it, of a day. Calling it again replaces the earlier length.
   *
   * @example
   * aggregateTable("Sessions").partitionBy("month")
   * // => { "partitioningGranularity": "month", … }
   */
  override partitionBy(granularity: PartitioningGranularity): this {
    return this.set("partitioningGranularity", parseTableGranularity(granularity));
  }

  /**
   * Sorts rows by these columns inside a time chunk. Calling it again replaces the earlier columns.
   *
   * @example
   * aggregateTable("Sessions").columns({ city: "string" }).clusterBy("city")
   * // => { "clusteringColumns": ["city"], … }
   */
  clusterBy(...columns: readonly ClusteringColumn<TColumns, TMode>[]): this {
    return this.set("clusteringColumns", [...parseNames("clustering column", "city", columns)]);
  }

  /**
   * Says how long rows are kept, and which of them are held ready for queries; without it, all and for ever. Calling it
   * again replaces the earlier policy.
   *
   * @example
   * aggregateTable("Sessions").storage({ retain: "P1Y", cached: "P30D" })
   * // => { "storagePolicy": { "cached": { "type": "period", "period": "P30D" },
   * //                         "retain": { "type": "period", "period": "P1Y" } }, … }
   */
  storage(policy: TableStorageOptions): this {
    return this.set("storagePolicy", parseStorage(policy));
  }

  /**
   * Says which owners' jobs write the table, when it is more than one of them, or one of another package: as `starfix
   * list` names owners, which is the package where nothing else is said. A job of any other owner is refused. Calling it
   * again replaces the earlier owners.
   *
   * @example
   * aggregateTable("Orders").writers("@acme/growth", "@acme/finance")
   * // => in the manifest: "writers": ["@acme/growth", "@acme/finance"]
   *
   * @throws DefinitionError when no owner is named.
   */
  writers(...owners: readonly string[]): this {
    return this.withAbout({ writers: parseWriters(owners) });
  }

  #added(columns: Readonly<Record<string, unknown>>, what: "column" | "measure"): AggregateTableColumn[] {
    const known = this.request.schema ?? [];
    const type = what === "column" ? "dimension" : "measure";
    const added = parseColumns(columns, known, what).map((column) => ({ type, ...column }));
    // The types are those of the contract: they were just looked up.
    return [...known, ...(added as AggregateTableColumn[])];
  }
}

/** Jobs may add columns to a flexible table, and rows can be sorted by those too; measures are no order. */
type ClusteringColumn<TColumns, TMode extends TableMode> = TMode extends "strict" ? keyof TColumns & string : string;

/**
 * Begins an aggregate table: it holds grouped rows.
 *
 * @param name Unique in the project, of 1 to 255 characters, without a slash. It names the artifact.
 *
 * @example
 * aggregateTable("Sessions").columns({ city: "string" }).measures({ sessions: "long" }).rollup("hour")
 * // => { "type": "aggregate", "name": "Sessions", "version": 0,
 * //      "schema": [{ "type": "dimension", "name": "city", "dataType": "string" },
 * //                 { "type": "measure", "name": "sessions", "dataType": "long" }], "timeResolution": "hour" }
 *
 * @throws DefinitionError for a name that the contract refuses.
 */
export function aggregateTable<const TName extends string>(name: TName): AggregateTableBuilder<TName> {
  return new AggregateTableBuilder({
    start: beginTable(name, aggregateTable),
    request: createAggregateTableProps(name),
  });
}
