import type { InputField } from "@starfix/rules";
import type { StoredColumn } from "../storage/stored-table.ts";

/** The types of a staged column. */
export type StagedType = "VARCHAR" | "BIGINT" | "DOUBLE" | "FLOAT";

/** A staged column: a field as read, or the time that TIME_PARSE finds in it. */
export interface StagedField {
  readonly field: InputField;
  readonly type: StagedType;
  readonly parsesTime: boolean;
}

export interface TranslatedMapping {
  readonly column: StoredColumn;
  /** The value as it is stored. */
  readonly sql: string;
  readonly aggregate: boolean;
  /** The value that rows are grouped by, where it is not the one that is stored. */
  readonly key?: string;
}

/** A job in DuckDB SQL over the staging table, as plain data. `__time` is the first mapping. */
export interface TranslatedJob {
  readonly table: string;
  readonly createIfMissing: boolean;
  readonly aggregates: boolean;
  readonly maxParseExceptions: number;
  /** Newline-delimited JSON that the job itself holds. */
  readonly inline?: string;
  readonly staged: readonly StagedField[];
  readonly filter?: string;
  readonly mappings: readonly TranslatedMapping[];
}
