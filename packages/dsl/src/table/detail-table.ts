import type { DetailTableColumn, DetailTableRequest, PartitioningGranularity } from "@starfix/schema";
import { parseWriters } from "../about/parse-about.ts";
import { parseNames } from "../parse-selection.ts";
import type { Patch } from "../patch.ts";
import {
  parseColumns,
  parseDescription,
  parseStorage,
  parseTableGranularity,
  type TableStorageOptions,
} from "./parse-table.ts";
import { beginTable, TableBuilder } from "./table-builder.ts";
import type { DetailTableDeclaration, DetailTableNode } from "./table-node.ts";
import type { CheckedColumns, NoColumns, TableColumns, TableMode } from "./table-shape.ts";

/**
 * A table that holds rows as they come, being described. Every method returns a new builder; the calls may come in any
 * order. It is complete from the start. Jobs that it is handed to with `.into()` are checked against it.
 */
export class DetailTableBuilder<
  TName extends string = string,
  TColumns extends TableColumns = NoColumns,
  TMode extends TableMode = "flexible",
> extends TableBuilder<DetailTableDeclaration> {
  /** Type only: nothing is missing. */
  declare readonly $incomplete: never;
  /** Type only: what jobs are checked against. */
  declare readonly $shape: {
    readonly name: TName;
    readonly columns: TColumns;
    readonly measures: NoColumns;
    readonly mode: TMode;
    readonly added: NoColumns;
  };

  /**
   * Declares columns and their types, in the order of `SELECT *`. Calling it again adds columns. `__time` is there in any
   * case.
   *
   * @example
   * detailTable("Koalas").columns({ city: "string", session_length: "long" })
   * // => { "schema": [{ "name": "city", "dataType": "string" }, { "name": "session_length", "dataType": "long" }], … }
   *
   * @throws DefinitionError for a column that is declared twice, a type that the contract does not have, and names that
   * begin with `__`.
   */
  columns<const TAdded extends TableColumns>(
    columns: TAdded & CheckedColumns<TAdded>,
  ): DetailTableBuilder<TName, TColumns & TAdded, TMode> {
    const known = this.request.schema ?? [];
    const added = parseColumns(columns, known, "column") as readonly DetailTableColumn[];
    return this.with({ schema: [...known, ...added] });
  }

  /**
   * Lets jobs fill only the declared columns. It takes the place of an earlier `.flexible()`.
   *
   * @example
   * detailTable("Koalas").strict()
   * // => { "schemaMode": "strict", … }
   */
  strict(): DetailTableBuilder<TName, TColumns, "strict"> {
    return this.with({ schemaMode: "strict" });
  }

  /**
   * Lets jobs fill columns that are not declared, which is also so without a word. It takes the place of an earlier
   * `.strict()`.
   *
   * @example
   * detailTable("Koalas").flexible()
   * // => { "schemaMode": "flexible", … }
   */
  flexible(): DetailTableBuilder<TName, TColumns, "flexible"> {
    return this.with({ schemaMode: "flexible" });
  }

  /**
   * Says what the table is for, in at most 1,000 characters. Calling it again replaces the earlier text.
   *
   * @example
   * detailTable("Koalas").describe("Sessions of the koalas")
   * // => { "description": "Sessions of the koalas", … }
   */
  describe(description: string): DetailTableBuilder<TName, TColumns, TMode> {
    return this.with({ description: parseDescription(description) });
  }

  /**
   * Cuts the table into time chunks of this length; without it, of a day. Calling it again replaces the earlier length.
   *
   * @example
   * detailTable("Koalas").partitionBy("month")
   * // => { "partitioningGranularity": "month", … }
   */
  partitionBy(granularity: PartitioningGranularity): DetailTableBuilder<TName, TColumns, TMode> {
    return this.with({ partitioningGranularity: parseTableGranularity(granularity) });
  }

  /**
   * Sorts rows by these columns inside a time chunk. Calling it again replaces the earlier columns.
   *
   * @example
   * detailTable("Koalas").columns({ city: "string" }).clusterBy("city")
   * // => { "clusteringColumns": ["city"], … }
   */
  clusterBy(...columns: readonly ClusteringColumn<TColumns, TMode>[]): DetailTableBuilder<TName, TColumns, TMode> {
    return this.with({ clusteringColumns: [...parseNames("clustering column", "city", columns)] });
  }

  /**
   * Says how long rows are kept, and which of them are held ready for queries; without it, all and for ever. Calling it
   * again replaces the earlier policy.
   *
   * @example
   * detailTable("Koalas").storage({ retain: "P1Y", cached: "P30D" })
   * // => { "storagePolicy": { "cached": { "type": "period", "period": "P30D" },
   * //                         "retain": { "type": "period", "period": "P1Y" } }, … }
   */
  storage(policy: TableStorageOptions): DetailTableBuilder<TName, TColumns, TMode> {
    return this.with({ storagePolicy: parseStorage(policy) });
  }

  /**
   * Says which owners' jobs write the table, when it is more than one of them, or one of another package: as `starfix
   * list` names owners, which is the package where nothing else is said. A job of any other owner is refused. Calling it
   * again replaces the earlier owners.
   *
   * @example
   * detailTable("Orders").writers("@acme/growth", "@acme/finance")
   * // => in the manifest: "writers": ["@acme/growth", "@acme/finance"]
   *
   * @throws DefinitionError when no owner is named.
   */
  writers(...owners: readonly string[]): DetailTableBuilder<TName, TColumns, TMode> {
    return this.withSaid({ writers: parseWriters(owners) });
  }

  /**
   * Changes the request when it is whole, for what no method says. Calling it again adds a change. What it gives is held
   * against the contract like all else.
   *
   * @example
   * detailTable("Koalas").patch((json) => ({ ...json, description: null }))
   * // => { "description": null, … }
   */
  patch(change: Patch<DetailTableRequest>): DetailTableBuilder<TName, TColumns, TMode> {
    return this.withPatch(change);
  }

  /** The table as frozen data: what the compiler takes. */
  toNode(): DetailTableNode {
    return this.node();
  }
}

/** Jobs may add columns to a flexible table, and rows can be sorted by those too. */
type ClusteringColumn<TColumns, TMode extends TableMode> = TMode extends "strict" ? keyof TColumns & string : string;

/**
 * Begins a detail table: it holds rows as they come.
 *
 * @param name Unique in the project, of 1 to 255 characters, without a slash. It names the artifact.
 *
 * @example
 * detailTable("Koalas").columns({ city: "string", session_length: "long" }).strict().partitionBy("month")
 * // => { "type": "detail", "name": "Koalas", "version": 0, "schemaMode": "strict", "partitioningGranularity": "month",
 * //      "schema": [{ "name": "city", "dataType": "string" }, { "name": "session_length", "dataType": "long" }] }
 *
 * @throws DefinitionError for a name that the contract refuses.
 */
export function detailTable<const TName extends string>(name: TName): DetailTableBuilder<TName> {
  return new DetailTableBuilder(beginTable("detail", name, detailTable));
}
