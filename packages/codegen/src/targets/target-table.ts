import type { Target } from "./target.ts";

export type TargetName = "types" | "zod" | "guards" | "json-schema" | "builders" | "descriptors" | "operations";

export const TARGET_NAMES: readonly TargetName[] = [
  "types",
  "zod",
  "guards",
  "json-schema",
  "builders",
  "descriptors",
  "operations",
];

/** Loads targets on demand: their printers take longer to load than to run. */
export const TARGETS: Readonly<Record<TargetName, () => Promise<Target>>> = {
  types: async () => (await import("./types/types-target.ts")).createTypesTarget(),
  zod: async () => (await import("./zod/zod-target.ts")).zodTarget,
  guards: async () => (await import("./guards/guards-target.ts")).guardsTarget,
  "json-schema": async () => (await import("./json-schema/json-schema-target.ts")).jsonSchemaTarget,
  builders: async () => (await import("./builders/builders-target.ts")).buildersTarget,
  descriptors: async () => (await import("./descriptors/descriptors-target.ts")).descriptorsTarget,
  operations: async () => (await import("./operations/operations-target.ts")).operationsTarget,
};

export function isTargetName(name: string): name is TargetName {
  return Object.hasOwn(TARGETS, name);
}
