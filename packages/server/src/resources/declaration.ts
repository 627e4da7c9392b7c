import type { TableRequest } from "@starfix/schema";

/** A declaration with its defaults filled in, without the members that only the service sets. */
export function declarationOf(request: TableRequest): TableRequest {
  const { description, name, storagePolicy } = request;
  const common = {
    name,
    version: 0,
    ...(description === undefined ? {} : { description }),
    schemaMode: request.schemaMode ?? "flexible",
    partitioningGranularity: request.partitioningGranularity ?? "day",
    clusteringColumns: request.clusteringColumns ?? [],
    ...(storagePolicy === undefined ? {} : { storagePolicy }),
  };
  if (request.type === "detail") return { ...common, type: "detail", schema: [...(request.schema ?? [])] };
  const { queryGranularity, schema, timeResolution = "millisecond" } = request;
  return {
    ...common,
    type: "aggregate",
    schema: [...(schema ?? [])],
    timeResolution,
    ...(queryGranularity === undefined ? {} : { queryGranularity }),
  };
}
