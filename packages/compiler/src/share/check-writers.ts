import type { CompileIssue } from "../issues/compile-issue.ts";
import type { OwnedDefinition } from "./owned-by.ts";
import type { PackageManifest } from "./package-manifest.ts";
import { tableWrittenBy } from "./uses-of.ts";

/** What is known of a table that jobs write. */
interface WrittenTable {
  /** Who declares it; undefined when nobody does. */
  readonly owner: string | undefined;
  /** Whether the declaration stands in another package. */
  readonly foreign: boolean;
  readonly writers: readonly string[];
}

/**
 * Finds tables that jobs of several owners write without saying so. A table is written by one owner without a word; it
 * names, in `.writers()`, several, and any of another package than its own.
 */
export function checkWriters(
  definitions: readonly OwnedDefinition[],
  manifests: readonly PackageManifest[],
): readonly CompileIssue[] {
  const jobs = new Map<string, [OwnedDefinition, ...OwnedDefinition[]]>();
  for (const owned of definitions) {
    const table = tableWrittenBy(owned.definition.node);
    if (table === undefined) continue;
    const others = jobs.get(table);
    if (others) others.push(owned);
    else jobs.set(table, [owned]);
  }
  const tables = declaredTables(definitions, manifests);
  return [...jobs].flatMap(([table, writing]) => checkTable(table, writing, tables.get(table), manifests));
}

function checkTable(
  table: string,
  writing: readonly [OwnedDefinition, ...OwnedDefinition[]],
  declared: WrittenTable | undefined,
  manifests: readonly PackageManifest[],
): readonly CompileIssue[] {
  const [first] = writing;
  const [elsewhere] = manifests.flatMap(({ definitions }) =>
    [...definitions.values()].filter((definition) => definition.writes === table),
  );
  // Whoever wrote it first, where nobody is named.
  const holder = elsewhere?.owner ?? first.owner;
  const named = declared !== undefined && (declared.foreign || declared.writers.length > 0);
  const allowed = named ? [...(declared.owner === undefined ? [] : [declared.owner]), ...declared.writers] : [holder];
  return writing
    .filter(({ owner }) => !allowed.includes(owner))
    .map(({ definition: { kind, name, position }, owner }) => ({
      code: "table_writers" as const,
      kind,
      name,
      position,
      part: { method: ["into", "table", "query"] },
      table,
      owner,
      allowed,
      declared: declared?.owner,
      ...(!named && !elsewhere && { related: first.definition.position }),
    }));
}

function declaredTables(
  definitions: readonly OwnedDefinition[],
  manifests: readonly PackageManifest[],
): ReadonlyMap<string, WrittenTable> {
  const tables = new Map<string, WrittenTable>();
  for (const { definitions: published } of manifests) {
    for (const { kind, name, owner, writers } of published.values()) {
      if (kind === "table") tables.set(name, { owner, foreign: true, writers });
    }
  }
  for (const { definition, owner } of definitions) {
    const { kind, name, node } = definition;
    if (kind === "table") tables.set(name, { owner, foreign: false, writers: node.about?.writers ?? [] });
  }
  return tables;
}
