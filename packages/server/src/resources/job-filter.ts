import type { JobSortColumn } from "@starfix/schema";
import {
  zConnectionName,
  zJobExecutionStatus,
  zJobHealthStatus,
  zJobSortColumn,
  zJobType,
  zSortOrder,
} from "@starfix/schema/zod";
import { createParameterReader } from "../http/parameter-reader.ts";

/** What a list of jobs keeps, how it is sorted and which page of it is asked for. Empty lists keep everything. */
export interface JobFilter {
  readonly connectionName: readonly string[];
  readonly executionStatus: readonly string[];
  readonly healthStatus: readonly string[];
  readonly type: readonly string[];
  readonly targetTableId: string | undefined;
  readonly targetTableName: string | undefined;
  readonly searchString: string | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly sortColumn: JobSortColumn;
  readonly ascending: boolean;
}

/** Reads the parameters of a list of jobs; throws 400 that names every wrong one. */
export function parseJobFilter(parameters: URLSearchParams): JobFilter {
  const reader = createParameterReader(parameters);
  const filter: JobFilter = {
    connectionName: reader.some("connectionName", zConnectionName),
    executionStatus: reader.some("executionStatus", zJobExecutionStatus),
    healthStatus: reader.some("healthStatus", zJobHealthStatus),
    type: reader.some("type", zJobType),
    targetTableId: reader.one("targetTableId"),
    targetTableName: reader.one("targetTableName"),
    searchString: reader.one("searchString"),
    limit: reader.whole("paginationLimit", 1, 1000) ?? 100,
    offset: reader.whole("paginationOffset", 0, Number.MAX_SAFE_INTEGER) ?? 0,
    sortColumn: reader.checked("sortColumn", zJobSortColumn) ?? "last_updated_date_time",
    ascending: reader.checked("sortOrder", zSortOrder) === "ASC",
  };
  reader.finish();
  return filter;
}
