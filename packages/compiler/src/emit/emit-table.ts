import type { TableNode } from "@starfix/dsl";
import type { AggregateTableRequest, DetailTableRequest } from "@starfix/schema";

/** Members that only the service sets. */
type SetByService =
  | "id"
  | "availability"
  | "createdByUser"
  | "createdOnTimestamp"
  | "modifiedByUser"
  | "modifiedOnTimestamp"
  | "queryableSchema"
  | "segmentCount"
  | "segmentCompactedBytes"
  | "segmentTotalBytes"
  | "totalRows"
  | "totalDataSizeBytes"
  | "precachedDataSizeBytes";

/** The members in the order of the artifact. A new member of the contract is a type error here. */
const members: {
  readonly [TKey in Exclude<keyof Required<AggregateTableRequest & DetailTableRequest>, SetByService>]: true;
} = {
  type: true,
  name: true,
  version: true,
  description: true,
  schemaMode: true,
  partitioningGranularity: true,
  clusteringColumns: true,
  storagePolicy: true,
  timeResolution: true,
  queryGranularity: true,
  schema: true,
};

/** The body of `POST /tables`, with its keys in a fixed order. A new table has version 0. */
export function emitTable({ request }: TableNode): Readonly<Record<string, unknown>> {
  const given: Readonly<Record<string, unknown>> = { ...request, version: 0 };
  const emitted: Record<string, unknown> = {};
  // A member that is not listed is kept, so that the contract refuses it rather than losing it.
  for (const key of [...Object.keys(members), ...Object.keys(given)]) {
    if (given[key] !== undefined) emitted[key] = given[key];
  }
  return emitted;
}
