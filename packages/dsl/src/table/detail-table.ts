import type { DetailTableColumn, PartitioningGranularity } from "@starfix/schema";
import { parseWriters } from "../about/parse-about.ts";
import type { Alone, Choice, MemberRules } from "../definition-builder.ts";
import { createDetailTableProps, DetailTableBase, type DetailTableProps } from "../generated/builders.gen.ts";
import { parseNames } from "../parse-selection.ts";
import { beginTable } from "./begin-table.ts";
import {
  parseColumns,
  parseDescription,
  parseStorage,
  parseTableGranularity,
  type TableStorageOptions,
} from "./parse-table.ts";
import type { DetailTableNode } from "./table-node.ts";
import type { CheckedColumns, NoColumns, TableColumns, TableMode } from "./table-shape.ts";

const byStrict: Choice = { group: "mode", method: "strict", given: "the mode is set" };
const byFlexible: Choice = { group: "mode", method: "flexible", given: "the mode is set" };

const rules: MemberRules<DetailTableProps> = { description: parseDescription };

/**
 * A table that holds rows as they come, being described. Every method returns a new builder; the calls may come in any
 * order. It is complete from the start. Jobs that it is handed to with `.into()` are checked against it.
 */
export class DetailTableBuilder<
  TName extends string = string,
  TColumns extends TableColumns = NoColumns,
  TMode extends TableMode = "default",
> extends DetailTableBase<DetailTableNode> {
  /** Type only: nothing is missing. */
  declare readonly " incomplete": never;
  /** Type only: what jobs are checked against. */
  declare readonly " shape": {
    readonly name: TName;
    readonly columns: TColumns;
    readonly measures: NoColumns;
    readonly mode: TMode;
    readonly added: NoColumns;
  };

  protected override get rules(): MemberRules<DetailTableProps> {
    return rules;
  }

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
    return this.set("schema", [...known, ...added]);
  }

  /**
   * Lets jobs fill only the declared columns. It contradicts `.flexible()`.
   *
   * @example
   * detailTable("Koalas").strict()
   * // => { "schemaMode": "strict", … }
   */
  strict(this: Alone<TMode, "flexible", unknown, "the mode is set">): DetailTableBuilder<TName, TColumns, "strict">;
  strict(): unknown {
    return this.set("schemaMode", "strict", byStrict);
  }

  /**
   * Lets jobs fill columns that are not declared, which is also so without a word. It contradicts `.strict()`.
   *
   * @example
   * detailTable("Koalas").flexible()
   * // => { "schemaMode": "flexible", … }
   */
  flexible(this: Alone<TMode, "strict", unknown, "the mode is set">): DetailTableBuilder<TName, TColumns, "flexible">;
  flexible(): unknown {
    return this.set("schemaMode", "flexible", byFlexible);
  }

  /**
   * Cuts the table into time chunks of this length; without it, of a day. Calling it again replaces the earlier length.
   *
   * @example
   * detailTable("Koalas").partitionBy("month")
   * // => { "partitioningGranularity": "month", … }
   */
  override partitionBy(granularity: PartitioningGranularity): this {
    return this.set("partitioningGranularity", parseTableGranularity(granularity));
  }

  /**
   * Sorts rows by these columns inside a time chunk. Calling it again replaces the earlier columns.
   *
   * @example
   * detailTable("Koalas").columns({ city: "string" }).clusterBy("city")
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
   * detailTable("Koalas").storage({ retain: "P1Y", cached: "P30D" })
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
   * detailTable("Orders").writers("@acme/growth", "@acme/finance")
   * // => in the manifest: "writers": ["@acme/growth", "@acme/finance"]
   *
   * @throws DefinitionError when no owner is named.
   */
  writers(...owners: readonly string[]): this {
    return this.withAbout({ writers: parseWriters(owners) });
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
  return new DetailTableBuilder({ start: beginTable(name, detailTable), request: createDetailTableProps(name) });
}
