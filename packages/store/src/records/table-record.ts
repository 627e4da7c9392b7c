import type { TableRequest, User } from "@starfix/schema";

/** A table as kept: its declaration, with defaults filled in, or what the job that made it implies. */
export interface TableRecord {
  readonly id: string;
  /** The declaration without the members that only the service sets. */
  readonly request: TableRequest;
  readonly version: number;
  readonly createdByUser: User;
  readonly createdOnTimestamp: string;
  readonly modifiedByUser: User;
  readonly modifiedOnTimestamp: string;
}

/** The fields by which tables are filtered and sorted. */
export type TableField = "id";
