import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../packages", import.meta.url));

/** Every entry of every package, by the name under which it is imported. */
const entries: readonly (readonly [string, string])[] = readdirSync(packages).flatMap((folder) => {
  const { name, exports } = JSON.parse(readFileSync(join(packages, folder, "package.json"), "utf8"));
  return Object.entries<string | Record<string, string>>(exports).flatMap(([path, conditions]) => {
    const source = typeof conditions === "string" ? undefined : conditions["@starfix/source"];
    return source === undefined ? [] : [[name + path.slice(1), join(packages, folder, source)] as const];
  });
});

// Generated entries change with the contract, and the drift check watches them.
const generated = new Set([
  "@starfix/schema/zod",
  "@starfix/schema/guards",
  "@starfix/schema/json-schema",
  "@starfix/schema/operations",
]);

/** A name that goes, or one that comes by accident, is a change for users. Types are not values and do not show. */
test("each package exports these values and no others", async () => {
  const names: Record<string, string> = {};
  for (const [entry, file] of entries) {
    if (generated.has(entry)) continue;
    const values = Object.keys(await import(/* @vite-ignore */ file));
    // The client passes on the operations of the contract.
    const own = entry === "@starfix/client" ? values.filter((name) => !operations.has(name)) : values;
    names[entry] = own.sort().join(" ");
  }
  expect(names).toMatchInlineSnapshot(`
    {
      "@starfix/client": "ConnectionLostError JobFailedError NetworkError PolarisError clientCredentials createClient createTransport eachFile eachJob isBadRequest isConflict isForbidden isNotFound isRateLimited isUnauthorized isUnavailable jobProblem parseTimestamp queryArrays queryCsv queryRows streamArrays streamRows upload waitForJob",
      "@starfix/client/node": "uploadPath",
      "@starfix/client/validation": "ValidationError validation",
      "@starfix/codegen": "CHANGE_CODES CodegenError compareOutput compileGuard compileSchema defineConfig diffDocuments exitCodeOf formatDiff formatIssue formatIssues generate runCli writeOutput",
      "@starfix/compiler": "ProjectError checkAgainst checkProject closestIssueCode compileProject explainIssue explainIssues formatGraph formatIssue formatIssues formatPosition formatReports graphOf issuePage loadProject manifestJsonSchema planWrite reportIssues watchProject writeArtifacts",
      "@starfix/compiler/definition": "compileDefinition formatIssue formatPosition",
      "@starfix/compiler/emit": "emitProject",
      "@starfix/compiler/tables": "deriveTable withDerivedTables",
      "@starfix/compiler/thread": "prepareThread",
      "@starfix/dsl": "AggregateTableBuilder AzureConnectionBuilder BatchJobBuilder CaseExpr ConfluentConnectionBuilder ConfluentSchemaRegistryConnectionBuilder DefinitionError DeleteDataJobBuilder DetailTableBuilder DropTableJobBuilder Interval KafkaConnectionBuilder KinesisConnectionBuilder PushStreamingConnectionBuilder RestoreDataJobBuilder S3ConnectionBuilder SecretRef SqlJobBuilder SqlText StreamingJobBuilder about abs acos add addInterval aggregateTable and anyValue approxCountDistinct approxCountDistinctBuiltin approxCountDistinctDsHll approxCountDistinctDsHllUtf8 approxCountDistinctDsTheta approxQuantile approxQuantileDs approxQuantileFixedBuckets array arrayAgg arrayAppend arrayConcat arrayConcatAgg arrayContains arrayLength arrayOffset arrayOffsetOf arrayOrdinal arrayOrdinalOf arrayOverlap arrayPrepend arrayQuantile arraySlice arrayToMv arrayToString asin atan atan2 avg azureConnection batchJob between bigMax bigMin bigSum bitAnd bitOr bitXor bitmap64ExactCount bitwiseAnd bitwiseComplement bitwiseConvertDoubleToLongBits bitwiseConvertLongBitsToDouble bitwiseOr bitwiseShiftLeft bitwiseShiftRight bitwiseXor bloomFilter bloomFilterTest btrim buildParams caseWhen cast ceil ceilTime coalesce col concat confluentConnection confluentSchemaRegistryConnection containsString cos cot count countDistinct createdDefinitions currentDate currentTime currentTimestamp date dateTrunc days decodeBase64Complex decodeBase64Utf8 defineJobs definitionFormat degrees deleteDataJob detailTable div divide dropTableJob dsCdf dsGetQuantile dsGetQuantiles dsHistogram dsHll dsQuantileSummary dsQuantilesSketch dsRank dsTheta dsTupleDoubles dsTupleDoublesIntersect dsTupleDoublesMetricsSumEstimate dsTupleDoublesNot dsTupleDoublesUnion earliest earliestBy eq exp extract factory fitsColumn floor floorTime greatest grouping gt gte hllSketchEstimate hllSketchEstimateWithErrorBounds hllSketchToString hllSketchUnion hours humanReadableBinaryByteFormat humanReadableDecimalByteFormat humanReadableDecimalFormat icontainsString inline internal interval ipv4Match ipv4Parse ipv4Stringify ipv6Match isDistinctFrom isFalse isIn isName isNotDistinctFrom isNotFalse isNotNull isNotTrue isNull isTrue jsonKeys jsonMerge jsonObject jsonPaths jsonQuery jsonQueryArray jsonValue kafkaConnection kinesisConnection latest latestBy least left length like lit ln localtime localtimestamp log10 lookup lower lpad lt lte ltrim max millisToTimestamp min mod months multiply mvAppend mvConcat mvContains mvFilterNone mvFilterOnly mvFilterPrefix mvFilterRegex mvLength mvOffset mvOffsetOf mvOrdinal mvOrdinalOf mvOverlap mvPrepend mvSlice mvToArray mvToString ne negate not nullif nvl or param parseJson parseLong pi position power pushStreamingConnection radians readInterval regexpExtract regexpLike regexpReplace repeat replace restoreDataJob reverse right round rpad rtrim s3Connection safeDivide scalarInArray secret sin spectatorCount spectatorPercentile sql sqlJob sqlTypesOfColumn sqrt stddevPop stddevSamp streamingJob stringAgg stringFormat stringToArray stringToMv strpos substring subtract subtractInterval sum tableSource tan tdigestGenerateSketch tdigestQuantile textcat thetaSketchEstimate thetaSketchEstimateWithErrorBounds thetaSketchIntersect thetaSketchNot thetaSketchUnion timeCeil timeExtract timeFloor timeFormat timeInInterval timeParse timeShift timestamp timestampAdd timestampDiff timestampToMillis toJsonString trim truncate tryParseJson uploadedFiles upper varPop varSamp",
      "@starfix/dsl/input": "fromJsonSchema fromZod",
      "@starfix/dsl/zod3": "fromZod3",
      "@starfix/engine": "BucketError QueryRefusedError ReadError UnreadableValueError WholeDouble allowedEndpoint coerce columnReader compileGlob formatDouble isAllowedEndpoint isReadable localBucket locationOpener openRecords parseDouble parseRecord readableDataTypes regionOfEndpoint runIdOf s3Bucket selectObjects",
      "@starfix/engine-druid": "DruidError openDruid",
      "@starfix/engine-duckdb": "DataFolderError ParquetError openDuckDb openDuckDbStore sampleParquet",
      "@starfix/expr": "CaseExpr Expr Interval abs acos add addInterval addPeriod and anyValue approxCountDistinct approxCountDistinctBuiltin approxCountDistinctDsHll approxCountDistinctDsHllUtf8 approxCountDistinctDsTheta approxQuantile approxQuantileDs approxQuantileFixedBuckets array arrayAgg arrayAppend arrayConcat arrayConcatAgg arrayContains arrayLength arrayOffset arrayOffsetOf arrayOrdinal arrayOrdinalOf arrayOverlap arrayPrepend arrayQuantile arraySlice arrayToMv arrayToString asin atan atan2 avg between bigMax bigMin bigSum bitAnd bitOr bitXor bitmap64ExactCount bitwiseAnd bitwiseComplement bitwiseConvertDoubleToLongBits bitwiseConvertLongBitsToDouble bitwiseOr bitwiseShiftLeft bitwiseShiftRight bitwiseXor bloomFilter bloomFilterTest btrim caseWhen cast ceil ceilTime childrenOf closestName coalesce col columnNamesOf columns concat containsString cos cot count countDistinct currentDate currentTime currentTimestamp dataTypes date dateTrunc decodeBase64Complex decodeBase64Utf8 degrees div divide dsCdf dsGetQuantile dsGetQuantiles dsHistogram dsHll dsQuantileSummary dsQuantilesSketch dsRank dsTheta dsTupleDoubles dsTupleDoublesIntersect dsTupleDoublesMetricsSumEstimate dsTupleDoublesNot dsTupleDoublesUnion earliest earliestBy eq exp extract fitsColumn floor floorTime foldExpr greatest grouping gt gte heightOf hllSketchEstimate hllSketchEstimateWithErrorBounds hllSketchToString hllSketchUnion humanReadableBinaryByteFormat humanReadableDecimalByteFormat humanReadableDecimalFormat icontainsString inputSqlTypes interval ipv4Match ipv4Parse ipv4Stringify ipv6Match isDataType isDistinctFrom isFalse isIn isNotDistinctFrom isNotFalse isNotNull isNotTrue isNull isTrue jsonKeys jsonMerge jsonObject jsonPaths jsonQuery jsonQueryArray jsonValue latest latestBy least left length like lit ln localtime localtimestamp log10 lookup lower lpad lt lte ltrim max millisToTimestamp min mod multiply mvAppend mvConcat mvContains mvFilterNone mvFilterOnly mvFilterPrefix mvFilterRegex mvLength mvOffset mvOffsetOf mvOrdinal mvOrdinalOf mvOverlap mvPrepend mvSlice mvToArray mvToString ne negate not nullif nvl or parseJson parseLong pi position power printExpr quoteName quoteText radians readInstant readInterval readPeriod readStatement regexpExtract regexpLike regexpReplace repeat replace reverse right round rpad rtrim safeDivide scalarInArray sin spectatorCount spectatorPercentile sqlTypesOfColumn sqrt stddevPop stddevSamp stringAgg stringFormat stringToArray stringToMv stripSpans strpos substring subtract subtractInterval sum tan tdigestGenerateSketch tdigestQuantile textcat thetaSketchEstimate thetaSketchEstimateWithErrorBounds thetaSketchIntersect thetaSketchNot thetaSketchUnion timeCeil timeExtract timeFloor timeFormat timeInInterval timeParse timeShift timestamp timestampAdd timestampDiff timestampToMillis toJsonString trim truncate tryParseJson upper varPop varSamp visitExpr withChildren",
      "@starfix/expr/functions": "CaseExpr Interval abs acos add addInterval and anyValue approxCountDistinct approxCountDistinctBuiltin approxCountDistinctDsHll approxCountDistinctDsHllUtf8 approxCountDistinctDsTheta approxQuantile approxQuantileDs approxQuantileFixedBuckets array arrayAgg arrayAppend arrayConcat arrayConcatAgg arrayContains arrayLength arrayOffset arrayOffsetOf arrayOrdinal arrayOrdinalOf arrayOverlap arrayPrepend arrayQuantile arraySlice arrayToMv arrayToString asin atan atan2 avg between bigMax bigMin bigSum bitAnd bitOr bitXor bitmap64ExactCount bitwiseAnd bitwiseComplement bitwiseConvertDoubleToLongBits bitwiseConvertLongBitsToDouble bitwiseOr bitwiseShiftLeft bitwiseShiftRight bitwiseXor bloomFilter bloomFilterTest btrim caseWhen cast ceil ceilTime coalesce col concat containsString cos cot count countDistinct currentDate currentTime currentTimestamp date dateTrunc decodeBase64Complex decodeBase64Utf8 degrees div divide dsCdf dsGetQuantile dsGetQuantiles dsHistogram dsHll dsQuantileSummary dsQuantilesSketch dsRank dsTheta dsTupleDoubles dsTupleDoublesIntersect dsTupleDoublesMetricsSumEstimate dsTupleDoublesNot dsTupleDoublesUnion earliest earliestBy eq exp extract floor floorTime greatest grouping gt gte hllSketchEstimate hllSketchEstimateWithErrorBounds hllSketchToString hllSketchUnion humanReadableBinaryByteFormat humanReadableDecimalByteFormat humanReadableDecimalFormat icontainsString interval ipv4Match ipv4Parse ipv4Stringify ipv6Match isDistinctFrom isFalse isIn isNotDistinctFrom isNotFalse isNotNull isNotTrue isNull isTrue jsonKeys jsonMerge jsonObject jsonPaths jsonQuery jsonQueryArray jsonValue latest latestBy least left length like lit ln localtime localtimestamp log10 lookup lower lpad lt lte ltrim max millisToTimestamp min mod multiply mvAppend mvConcat mvContains mvFilterNone mvFilterOnly mvFilterPrefix mvFilterRegex mvLength mvOffset mvOffsetOf mvOrdinal mvOrdinalOf mvOverlap mvPrepend mvSlice mvToArray mvToString ne negate not nullif nvl or parseJson parseLong pi position power radians regexpExtract regexpLike regexpReplace repeat replace reverse right round rpad rtrim safeDivide scalarInArray sin spectatorCount spectatorPercentile sqrt stddevPop stddevSamp stringAgg stringFormat stringToArray stringToMv strpos substring subtract subtractInterval sum tan tdigestGenerateSketch tdigestQuantile textcat thetaSketchEstimate thetaSketchEstimateWithErrorBounds thetaSketchIntersect thetaSketchNot thetaSketchUnion timeCeil timeExtract timeFloor timeFormat timeInInterval timeParse timeShift timestamp timestampAdd timestampDiff timestampToMillis toJsonString trim truncate tryParseJson upper varPop varSamp",
      "@starfix/expr/parse": "ExprSyntaxError FUNCTIONS QueryError checkExpr checkFilter checkMeasure checkTime findAggregate findFunction formatExprIssue formatWithCaret isTimeZone parseExpr parseQuery parseTimePattern printQuery resolveQuery unknownZone",
      "@starfix/rules": "GlobSyntaxError checkConnection checkJob checkProject checkTable checkTransform checkedJobFormat compressionOf createIssue declaredTable decodeCheckedJob describeKind describeValue encodeCheckedJob filterPointer formatOfName formatRuleIssue hasError jsonPointer literalHead mappingPointer parseGlob parseObjectUri ruleCodes ruleTable tableWrittenBy",
      "@starfix/rules/contract": "checkBody checkContract contractIssues",
      "@starfix/schema": "",
      "@starfix/schema/builders": "AggregateTableBase AzureConnectionBase BatchJobBase Builder ConfluentConnectionBase ConfluentSchemaRegistryConnectionBase DeleteDataJobBase DetailTableBase DropTableJobBase KafkaConnectionBase KinesisConnectionBase LookupBase PushStreamingConnectionBase RestoreDataJobBase S3ConnectionBase SqlJobBase StreamingJobBase createAggregateTableProps createAzureConnectionProps createBatchJobProps createConfluentConnectionProps createConfluentSchemaRegistryConnectionProps createDeleteDataJobProps createDetailTableProps createDropTableJobProps createKafkaConnectionProps createKinesisConnectionProps createLookupProps createPushStreamingConnectionProps createRestoreDataJobProps createS3ConnectionProps createSqlJobProps createStreamingJobProps",
      "@starfix/schema/descriptors": "connectionDescriptors",
      "@starfix/schema/validators": "validators",
      "@starfix/server": "PERMISSIONS createApiKey createServer listen",
      "@starfix/store": "StoreFailedError StoreFullError allRecords createMemoryStore isUnfinished updateRecord",
      "@starfix/store/conformance": "sampleConnection sampleJob sampleKey sampleTable simulateRunners storeConformance",
      "@starfix/store/driver": "JOB_KIND RECORD_KINDS UNFINISHED formatCursor formatOf indexRecord migrateRecord parsePageQuery",
      "@starfix/testing": "PreviewError compileDefinition matchers preview",
      "@starfix/testing/vitest": "",
      "starfix": "defineConfig",
    }
  `);
});

const operations = new Set(
  Object.keys(await import(/* @vite-ignore */ join(packages, "schema/src/operations.ts"))).filter(
    (name) => name !== "operations",
  ),
);
