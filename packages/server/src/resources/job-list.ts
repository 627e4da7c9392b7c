import type { JobListResponse, JobSortColumn } from "@starfix/schema";
import type { ListJobsInput } from "@starfix/schema/operations";
import type { JobField } from "@starfix/store";
import type { Services } from "../context.ts";
import { readParameters } from "../http/parameters.ts";
import { jobSummary } from "./job-response.ts";

const FIELDS: Readonly<Record<JobSortColumn, JobField>> = {
  created_by_user_name: "createdBy",
  created_date_time: "created",
  execution_status: "executionStatus",
  last_updated_date_time: "lastUpdated",
  source_name: "connectionName",
  source_connection_name: "connectionName",
  source_type: "sourceType",
  source_table_name: "sourceTable",
  target_table_name: "targetTable",
  type: "type",
};

/** One page of the jobs that the parameters keep. Different parameters must all hold, of a repeated one any value. */
export async function jobPage({ runner, store }: Services, sent: URLSearchParams): Promise<JobListResponse> {
  const parameters = readParameters<ListJobsInput>("listJobs", sent);
  const { connectionName = [], executionStatus = [], healthStatus = [], type = [] } = parameters;
  const { searchString, sortColumn = "last_updated_date_time", targetTableId, targetTableName } = parameters;
  let targetTable = targetTableName === undefined ? [] : [targetTableName];
  if (targetTableId !== undefined) {
    const { items } = await store.tables.page({ where: { id: [targetTableId] }, limit: 1 });
    targetTable = items
      .map(({ key }) => key)
      .filter((name) => targetTableName === undefined || name === targetTableName);
    if (targetTable.length === 0) return { values: [], moreResultsAvailable: false };
  }
  const { cursor, items } = await store.jobs.page({
    where: { connectionName, executionStatus, healthStatus, targetTable, type },
    ...(searchString === undefined ? {} : { search: searchString }),
    orderBy: FIELDS[sortColumn],
    direction: parameters.sortOrder ?? "DESC",
    limit: parameters.paginationLimit ?? 100,
    offset: parameters.paginationOffset ?? 0,
  });
  return {
    values: items.map(({ record }) => jobSummary(runner.newest(record))),
    moreResultsAvailable: cursor !== undefined,
  };
}
