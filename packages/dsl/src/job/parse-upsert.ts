import { DefinitionError, refuse } from "../definition-error.ts";
import { parseNames } from "../parse-selection.ts";
import type { UpsertNode } from "./job-node.ts";

/** Options of `.upsert()`. */
export interface UpsertOptions {
  /** Columns of the table that make up the key. */
  readonly key: readonly [string, ...string[]];
  /**
   * Column that says which of two rows with one key is newer.
   *
   * @default none: the later event is newer
   */
  readonly version?: string;
}

/** Checks how events with one key become one row. */
export function parseUpsert(options: UpsertOptions): UpsertNode {
  if (typeof options !== "object" || options === null || !Array.isArray(options.key)) {
    refuse("upsert", 'the columns of the key such as { key: ["session"] }', options);
  }
  const { key, version, ...others } = options;
  for (const name of Object.keys(others)) {
    throw new DefinitionError(`unknown option ${JSON.stringify(name)} of .upsert(): expected key, version`);
  }
  if (version !== undefined && (typeof version !== "string" || version === "")) {
    refuse("version of upsert", "the name of a column such as updated_at", version);
  }
  return Object.freeze({ keyColumns: parseNames("key column", "session", key), versionColumn: version });
}
