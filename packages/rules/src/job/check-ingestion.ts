import type {
  CreateBatchJobRequest,
  CreateStreamingJobRequest,
  PartitioningGranularity,
  TablePartitioningGranularity,
} from "@starfix/schema";
import type { CheckedMapping } from "../checked-job.ts";
import { describeValue } from "../issues/describe-value.ts";
import type { Report } from "../issues/rule-issue.ts";
import { listed } from "../names/listed.ts";
import type { KnownTable } from "../rule-context.ts";
import { isCoarser } from "../time/time-chunks.ts";

/** As good as no limit. */
const MAX_PARSE_EXCEPTIONS = 2_147_483_647;

/** Checks how many unreadable records may be passed over; the default is the contract's. */
export function checkParseExceptions(
  { maxParseExceptions: given = MAX_PARSE_EXCEPTIONS }: CreateBatchJobRequest | CreateStreamingJobRequest,
  report: Report,
): number {
  if (!Number.isInteger(given) || given < 0 || given > MAX_PARSE_EXCEPTIONS) {
    const expected = `a whole number from 0 to ${MAX_PARSE_EXCEPTIONS}`;
    const facts = { what: "maxParseExceptions", expected, received: describeValue(given) };
    report("invalid_value", "/maxParseExceptions", facts);
  }
  return given;
}

/** Checks that rows are sorted by columns that the job fills, and not by measures. */
export function checkClustering(names: readonly string[], mappings: readonly CheckedMapping[], report: Report): void {
  for (const [index, column] of names.entries()) {
    const pointer = `/clusteringColumns/${index}`;
    const received = JSON.stringify(column);
    const mapping = mappings.find((one) => one.column === column);
    if (mapping === undefined) {
      const mapped = mappings.filter(({ aggregate }) => !aggregate).map((one) => one.column);
      const expected = mapped.length === 0 ? "a mapped column" : `one of ${listed(mapped)}`;
      report("unknown_clustering_column", pointer, { column, of: "job", expected, received });
    } else if (mapping.aggregate) {
      report("clustering_by_measure", pointer, { column, expected: "a column that is no measure", received });
    } else if (names.indexOf(column) !== index) {
      report("duplicate_clustering_column", pointer, { column, expected: "each column once", received });
    }
  }
}

/** Times are cut to a unit within a time chunk, which may be that of the job. */
export function checkRollup(
  chunk: PartitioningGranularity | TablePartitioningGranularity | undefined,
  table: KnownTable | undefined,
  report: Report,
): void {
  const rollup = table?.timeResolution;
  if (chunk === undefined || rollup === undefined || !isCoarser(rollup, chunk)) return;
  const facts = { rollup, chunk, expected: `${rollup} or longer`, received: chunk };
  report("rollup_coarser_than_chunk", "/partitionedBy", facts);
}
