import { formatRuleIssue, type RuleIssue } from "@starfix/rules";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { OwnedDefinition } from "./owned-by.ts";
import type { PackageManifest } from "./package-manifest.ts";
import { tableWrittenBy } from "./uses-of.ts";

/** The declaration of a table that jobs write. */
interface WrittenTable {
  /** Owner of the declaration; undefined without one. */
  readonly owner: string | undefined;
  /** Whether another package declares it. */
  readonly foreign: boolean;
  readonly writers: readonly string[];
}

/**
 * Finds jobs that write a table which another owner writes or declares. A table with several owners among its writers, or
 * with one of another package, lists them in `.writers()`.
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
  // Without a list of writers, the first writer owns the table.
  const holder = elsewhere?.owner ?? first.owner;
  const named = declared !== undefined && (declared.foreign || declared.writers.length > 0);
  const allowed = named ? [...(declared.owner === undefined ? [] : [declared.owner]), ...declared.writers] : [holder];
  return writing
    .filter(({ owner }) => !allowed.includes(owner))
    .map(({ definition: { kind, name, position }, owner }): CompileIssue => {
      const issue: Omit<RuleIssue<"table_writers">, "related"> = {
        ...{ code: "table_writers", severity: "error", pointer: "", table, owner, allowed },
        ...(declared?.owner !== undefined && { declared: declared.owner }),
        ...{ expected: allowed.join(" or "), received: owner },
      };
      const place = { kind, name, position, part: { method: ["into", "table", "query"] } };
      const related = !named && !elsewhere && { related: first.definition.position };
      return { ...issue, ...place, message: formatRuleIssue(issue), ...related };
    });
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
