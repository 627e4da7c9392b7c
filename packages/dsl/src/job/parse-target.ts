import type { TimeResolution } from "@starfix/schema";
import { DefinitionError, refuse } from "../definition-error.ts";
import { parseRollup, type RollupOptions } from "../table/parse-table.ts";
import { parseTableName } from "../table/parse-table-name.ts";
import type { TableNode } from "../table/table-node.ts";
import type { TableDefinition } from "../table/table-shape.ts";
import type { TargetNode } from "./job-node.ts";

/** Options of `.into()`. */
export interface IntoOptions {
  /**
   * Makes the table from the mappings when it is not there.
   *
   * @default false
   */
  readonly createIfMissing?: boolean;
  /**
   * Length that the times of a new aggregate table are cut down to, as `.rollup()` of a table takes it. The request of a
   * job cannot state it, so the table is written as an artifact of its own, derived from the jobs that create it, and
   * applied before them.
   *
   * @default a millisecond
   */
  readonly rollup?: TimeResolution | RollupOptions;
}

/** Checks the table that a job fills: by its name, or as it is declared. */
export function parseTarget(table: string | TableDefinition, options: IntoOptions = {}): TargetNode {
  for (const key of Object.keys(options)) {
    if (key !== "createIfMissing" && key !== "rollup") {
      throw new DefinitionError(`unknown option ${JSON.stringify(key)} of .into(): expected createIfMissing or rollup`);
    }
  }
  const { createIfMissing = false, rollup } = options;
  if (typeof createIfMissing !== "boolean") refuse("createIfMissing", "true or false", createIfMissing);
  const target = targetOf(table, createIfMissing);
  if (rollup === undefined) return target;
  if (target.declared !== undefined) {
    throw new DefinitionError(
      `rollup of .into() is for a table that is given by name: call .rollup() of table ${JSON.stringify(target.table)}`,
    );
  }
  if (!createIfMissing)
    throw new DefinitionError("rollup of .into() is for a new table: give createIfMissing: true too");
  return Object.freeze({ ...target, rollup: parseRollup(rollup) });
}

/** The table that a job is about, by its name or as it is declared. */
export function targetOf(table: string | TableDefinition, createIfMissing = false): TargetNode {
  const declared = tableNodeOf(table);
  return Object.freeze({ table: declared?.name ?? parseTableName(table), createIfMissing, declared });
}

/** The node of a table that is declared in code; undefined for what is none. */
export function tableNodeOf(table: unknown): TableNode | undefined {
  if (typeof table !== "object" || table === null || !("toNode" in table)) return undefined;
  const node = (table as TableDefinition).toNode();
  return node.kind === "table" ? node : refuse("table", 'a table such as detailTable("Koalas") or its name', node.kind);
}
