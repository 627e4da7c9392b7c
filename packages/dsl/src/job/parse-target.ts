import { DefinitionError, refuse } from "../definition-error.ts";
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
}

/** Checks the table that a job fills: by its name, or as it is declared. */
export function parseTarget(table: string | TableDefinition, options: IntoOptions = {}): TargetNode {
  for (const key of Object.keys(options)) {
    if (key !== "createIfMissing") {
      throw new DefinitionError(`unknown option ${JSON.stringify(key)} of .into(): expected createIfMissing`);
    }
  }
  const { createIfMissing = false } = options;
  if (typeof createIfMissing !== "boolean") refuse("createIfMissing", "true or false", createIfMissing);
  return targetOf(table, createIfMissing);
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
