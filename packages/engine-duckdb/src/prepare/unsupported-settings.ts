import type { Refusal } from "@starfix/engine";
import {
  type CheckedBatchJob,
  type CheckedSource,
  compressionOf,
  jsonPointer,
  type ObjectSelection,
} from "@starfix/rules";

/** Keys of Druid's query context that decide how a job runs and never what it writes. */
const HARMLESS_CONTEXT: ReadonlySet<string> = new Set([
  "clusterStatisticsMergeMode",
  "durableShuffleStorage",
  "faultTolerance",
  "indexSpec",
  "maxInputBytesPerWorker",
  "maxNumTasks",
  "maxPartitions",
  "maxRowsInMemory",
  "numTasks",
  "priority",
  "rowsInMemory",
  "rowsPerSegment",
  "sqlJoinAlgorithm",
  "sqlQueryId",
  "taskAssignment",
  "taskLockType",
  "useConcurrentLocks",
  "waitUntilSegmentsLoad",
]);

/** Everything about a job, apart from its expressions, that this engine cannot run. */
export function unsupportedSettings(job: CheckedBatchJob): readonly Refusal[] {
  return [...unsupportedSource(job.source), ...unsupportedTarget(job), ...unsupportedContext(job.context)];
}

function unsupportedSource(source: CheckedBatchJob["source"]): readonly Refusal[] {
  const type = source.kind === "objects" ? source.type : source.kind;
  if (source.kind !== "inline" && !(source.kind === "objects" && source.type === "s3")) {
    const message = `sources of type ${type} are not supported; expected s3 or inline`;
    return [{ code: "unsupported_source", name: type, pointer: "/source/type", message }];
  }
  const refusals: Refusal[] = [];
  const { format } = source;
  if (format === undefined) {
    const message = 'the names of the objects do not show their format; set formatSettings, {"format":"nd-json"}';
    refusals.push({ code: "unsupported_format", name: "format", pointer: "/source", message });
  } else if (format.format !== "nd-json") {
    const message = `records of format ${format.format} are not supported; expected nd-json`;
    const pointer = "/source/formatSettings/format";
    refusals.push({ code: "unsupported_format", name: format.format, pointer, message });
  } else if (!isDefaultFlatten(format.flattenSpec)) {
    refusals.push({
      code: "unsupported_setting",
      name: "flattenSpec",
      pointer: "/source/formatSettings/flattenSpec",
      message: "flattenSpec is not supported; declare the field as json and use JSON_VALUE in a mapping",
    });
  }
  if (source.kind === "objects") refusals.push(...unsupportedCompressions(source.selection));
  return refusals;
}

/** A flattenSpec that only repeats Druid's defaults changes nothing. */
function isDefaultFlatten(
  flatten: Extract<Extract<CheckedSource, { format: unknown }>["format"], { format: "nd-json" }>["flattenSpec"],
): boolean {
  if (flatten === undefined || flatten === null) return true;
  const { fields, useFieldDiscovery, ...others } = flatten;
  const noFields = fields === undefined || fields === null || (Array.isArray(fields) && fields.length === 0);
  return noFields && useFieldDiscovery !== false && Object.keys(others).length === 0;
}

function unsupportedCompressions(selection: ObjectSelection): readonly Refusal[] {
  return namesOf(selection).flatMap(({ name, pointer }): readonly Refusal[] => {
    const compression = compressionOf(name);
    if (compression === undefined || compression === "gz") return [];
    const message = `compression ${compression} is not supported; expected .gz or none`;
    return [{ code: "unsupported_format", name: compression, pointer, message }];
  });
}

/** Names that show by their extension how objects are compressed. */
function namesOf(selection: ObjectSelection): readonly { readonly name: string; readonly pointer: string }[] {
  switch (selection.kind) {
    case "uris":
      return selection.uris.map((name, index) => ({ name, pointer: `/source/uris/${index}` }));
    case "objects":
      return selection.objects.map((name, index) => ({ name, pointer: `/source/objects/${index}` }));
    case "prefixes":
      return [];
    case "pattern":
      return [{ name: selection.pattern, pointer: "/source/pattern" }];
    default:
      throw new Error(`unexpected selection: ${JSON.stringify(selection satisfies never)}`);
  }
}

function unsupportedTarget({ target, transform, ingestion }: CheckedBatchJob): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const table = JSON.stringify(target.table);
  if (ingestion.mode === "replace") {
    const message = "ingestionMode replace is not supported; expected append";
    refusals.push({ code: "unsupported_setting", name: "replace", pointer: "/ingestionMode", message });
  }
  if (target.timeResolution !== undefined && target.timeResolution !== "millisecond") {
    const message = `timeResolution ${target.timeResolution} of table ${table} is not supported: it cuts __time; expected millisecond`;
    refusals.push({ code: "unsupported_setting", name: "timeResolution", message });
  }
  if (target.type === "aggregate" && !transform.aggregates) {
    const message = `rows of aggregate table ${table} are not supported without a mapping that aggregates`;
    refusals.push({ code: "table_mismatch", name: "aggregate table", message });
  }
  return refusals;
}

/** A key that could change rows is refused by name. */
function unsupportedContext(context: CheckedBatchJob["context"]): readonly Refusal[] {
  return Object.entries(context).flatMap(([key, value]): readonly Refusal[] => {
    if (HARMLESS_CONTEXT.has(key) || (key === "sqlTimeZone" && (value === "UTC" || value === "Etc/UTC"))) return [];
    const pointer = jsonPointer(["context", key]);
    const message = `context key ${JSON.stringify(key)} is not supported; leave it out`;
    return [{ code: "unsupported_setting", name: key, pointer, message }];
  });
}
