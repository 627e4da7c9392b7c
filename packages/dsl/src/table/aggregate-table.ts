import type {
  AggregateTableColumn,
  AggregateTableRequest,
  PartitioningGranularity,
  TimeResolution,
} from "@starfix/schema";
import { parseWriters } from "../about/parse-about.ts";
import { parseNames } from "../parse-selection.ts";
import type { Patch } from "../patch.ts";
import {
  parseColumns,
  parseDescription,
  parseRollup,
  parseStorage,
  parseTableGranularity,
  type RollupOptions,
  type TableStorageOptions,
} from "./parse-table.ts";
import { beginTable, TableBuilder } from "./table-builder.ts";
import type { AggregateTableDeclaration, AggregateTableNode } from "./table-node.ts";
import type { CheckedColumns, NoColumns, TableColumns, TableMeasures, TableMode } from "./table-shape.ts";

/**
 * A table that holds grouped rows, being described: rows of one time that agree in all columns become one, and
 * aggregations fill its measures. Every method returns a new builder; the calls may come in any order. It is complete from
 * the start. Jobs that it is handed to with `.into()` are checked against it.
 */
export class AggregateTableBuilder<
  TName extends string = string,
  TColumns extends TableColumns = NoColumns,
  TMeasures extends TableMeasures = NoColumns,
  TMode extends TableMode = "flexible",
> extends TableBuilder<AggregateTableDeclaration> {
  /** Type only: nothing is missing. */
  declare readonly $incomplete: never;
  /** Type only: what jobs are checked against. */
  declare readonly $shape: {
    readonly name: TName;
    readonly columns: TColumns;
    readonly measures: TMeasures;
    readonly mode: TMode;
    readonly added: { readonly __count: "long" };
  };

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
    return this.with({ schema: this.#added(columns, "column") });
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
    return this.with({ schema: this.#added(measures, "measure") });
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
  rollup(length: TimeResolution | RollupOptions): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    const { timeResolution: _resolution, queryGranularity: _granularity, ...others } = this.request;
    return this.replaced({ ...others, ...parseRollup(length) });
  }

  /**
   * Lets jobs fill only the declared columns. It takes the place of an earlier `.flexible()`.
   *
   * @example
   * aggregateTable("Sessions").strict()
   * // => { "schemaMode": "strict", … }
   */
  strict(): AggregateTableBuilder<TName, TColumns, TMeasures, "strict"> {
    return this.with({ schemaMode: "strict" });
  }

  /**
   * Lets jobs fill columns that are not declared, which is also so without a word. It takes the place of an earlier
   * `.strict()`.
   *
   * @example
   * aggregateTable("Sessions").flexible()
   * // => { "schemaMode": "flexible", … }
   */
  flexible(): AggregateTableBuilder<TName, TColumns, TMeasures, "flexible"> {
    return this.with({ schemaMode: "flexible" });
  }

  /**
   * Says what the table is for, in at most 1,000 characters. Calling it again replaces the earlier text.
   *
   * @example
   * aggregateTable("Sessions").describe("Sessions of the koalas")
   * // => { "description": "Sessions of the koalas", … }
   */
  describe(description: string): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    return this.with({ description: parseDescription(description) });
  }

  /**
   * Cuts the table into time chunks of this length; without it, of a day. Calling it again replaces the earlier length.
   *
   * @example
   * aggregateTable("Sessions").partitionBy("month")
   * // => { "partitioningGranularity": "month", … }
   */
  partitionBy(granularity: PartitioningGranularity): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    return this.with({ partitioningGranularity: parseTableGranularity(granularity) });
  }

  /**
   * Sorts rows by these columns inside a time chunk. Calling it again replaces the earlier columns.
   *
   * @example
   * aggregateTable("Sessions").columns({ city: "string" }).clusterBy("city")
   * // => { "clusteringColumns": ["city"], … }
   */
  clusterBy(
    ...columns: readonly ClusteringColumn<TColumns, TMode>[]
  ): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    return this.with({ clusteringColumns: [...parseNames("clustering column", "city", columns)] });
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
  storage(policy: TableStorageOptions): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    return this.with({ storagePolicy: parseStorage(policy) });
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
  writers(...owners: readonly string[]): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    return this.withSaid({ writers: parseWriters(owners) });
  }

  /**
   * Changes the request when it is whole, for what no method says. Calling it again adds a change. What it gives is held
   * against the contract like all else.
   *
   * @example
   * aggregateTable("Sessions").patch((json) => ({ ...json, description: null }))
   * // => { "description": null, … }
   */
  patch(change: Patch<AggregateTableRequest>): AggregateTableBuilder<TName, TColumns, TMeasures, TMode> {
    return this.withPatch(change);
  }

  /** The table as frozen data: what the compiler takes. */
  toNode(): AggregateTableNode {
    return this.node();
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
  return new AggregateTableBuilder(beginTable("aggregate", name, aggregateTable));
}
