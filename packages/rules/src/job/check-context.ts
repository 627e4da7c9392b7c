import { closestName } from "@starfix/expr";
import { isTimeZone, unknownZone } from "@starfix/expr/parse";
import { jsonPointer } from "../issues/json-pointer.ts";
import type { Report } from "../issues/rule-issue.ts";

/**
 * Keys of the query context that Druid's documentation or its code names, for SQL, for ingestion and for native queries.
 * Druid ignores all others.
 */
const KEYS: ReadonlySet<string> = new Set(
  `
  arrayIngestMode backgroundFetchExternalFiles brokerService bySegment
  catalogValidationEnabled clusterStatisticsMergeMode composedIntermediateSuperSorterStorageEnabled debug
  durableShuffleStorage enableJoinFilterPushDown enableJoinFilterRewrite
  enableJoinFilterRewriteValueColumnFilters enableJoinLeftTableScanDirect enableParallelMerge
  enableRewriteJoinToFilter enableTimeBoundaryPlanning enableUnnest enableWindowing executionMode extendedFilteredSumRewrite
  failOnEmptyInsert faultTolerance finalize finalizeAggregations forceExpressionVirtualColumns forceSegmentSortByTime
  groupByEnableMultiValueUnnesting groupByIsSingleThreaded groupByStrategy inSubQueryThreshold inFunctionExprThreshold
  inFunctionThreshold includeAllCounters includeSegmentSource indexSpec isReindex
  joinFilterRewriteMaxSize lane maxConcurrentStages maxFrameSize maxGroupingKeySize maxInputBytesPerWorker
  maxInputFilesPerWorker maxMergingDictionarySize maxNumSegments maxNumTasks maxNumericInFilters maxOnDiskStorage
  maxParseExceptions maxPartitions maxQueuedBytes maxRowsInMemory maxRowsMaterializedInWindow maxScatterGatherBytes
  maxSelectorDictionarySize maxSubqueryBytes maxSubqueryRows maxThreads minTopNThreshold mode 
  noProjections numTasks parallelMergeInitialYieldRows parallelMergeParallelism
  parallelMergeSmallBatchRows partialResults plannerStrategy populateCache populateResultLevelCache priority
  queryId queryResourceId realtimeSegmentsOnly removeNullBytes rowBasedFrameType rowsInMemory
  rowsPerPage rowsPerSegment secondaryPartitionPruning segmentSortOrder
  selectDestination serializeDateTimeAsLong serializeDateTimeAsLongInner setProcessingThreadNames skipEmptyBuckets
  skipTypeVerification spillOnDisk sortByDimsFirst sqlCurrentTimestamp sqlFinalizeOuterSketches sqlInsertSegmentGranularity
  sqlJoinAlgorithm sqlJoinLeftScanDirect sqlOuterLimit sqlPullUpLookup sqlQueryId sqlReplaceTimeChunks
  sqlReverseLookup sqlReverseLookupThreshold sqlStringifyArrays sqlTimeZone sqlUseBoundAndSelectors sqlUseGranularity
  storeCompactionState subQueryId taskAssignment taskLockType targetPartitionsPerWorker timeout timestampResultField
  topNBoundedTopValueRange uncoveredIntervalsLimit useApproximateCountDistinct useApproximateTopN
  useAutoColumnSchemas useCache useConcurrentLocks useFilterCNF useGroupingSetForExactDistinct useLexicographicTopN
  useNestedForUnknownTypeInSubquery useResultLevelCache vectorSize vectorize vectorizeVirtualColumns
  waitUntilSegmentsLoad windowingStrictValidation workerTimeout
`
    .trim()
    .split(/\s+/),
);

/** Checks the names in a query context, of which Druid accepts any and ignores what it does not know, and its time zone. */
export function checkContext(context: Readonly<Record<string, unknown>> | undefined, report: Report): void {
  if (context === undefined) return;
  const { sqlTimeZone: zone } = context;
  if (typeof zone === "string" && !isTimeZone(zone)) {
    report("unknown_time_zone", "/context/sqlTimeZone", { where: "sqlTimeZone", ...unknownZone(zone) });
  }
  for (const key in context) {
    if (KEYS.has(key)) continue;
    const pointer = jsonPointer(["context", key]);
    const meant = closestName(key, KEYS);
    const received = JSON.stringify(key);
    if (meant === undefined) {
      report("unknown_context_key", pointer, {
        key,
        of: "name",
        expected: "a key that Druid knows, such as maxNumTasks",
        received,
      });
    } else report("misspelt_context_key", pointer, { key, of: "name", expected: meant, received });
  }
}
