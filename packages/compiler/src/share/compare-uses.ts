import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ImportedUse } from "./imported-use.ts";

/** Breaking changes in imported definitions, for the jobs that use them; additions are ignored. */
export function compareUses(before: readonly ImportedUse[], after: readonly ImportedUse[]): readonly CompileIssue[] {
  const now = new Map(keyed(after));
  return keyed(before).flatMap(([key, use]) => {
    const other = now.get(key);
    return other ? changesOf(use, other) : [];
  });
}

/** Uses by job, role and index, which identify the same call before and after. */
function keyed(uses: readonly ImportedUse[]): readonly (readonly [string, ImportedUse])[] {
  const counts = new Map<string, number>();
  return uses.map((use) => {
    const call = `${use.job}\n${use.role}`;
    const index = counts.get(call) ?? 0;
    counts.set(call, index + 1);
    return [`${call}\n${index}`, use];
  });
}

function changesOf(use: ImportedUse, now: ImportedUse): readonly CompileIssue[] {
  const { job, position, part, role } = use;
  const place = { kind: "job", name: job, position, package: use.package } as const;
  const used = { imported: use.kind, from: use.name };
  if (use.kind !== now.kind || use.type !== now.type) {
    const types = { before: use.type, after: now.type };
    return [{ code: "imported_type", ...place, part, ...used, ...types }];
  }
  const renamed: readonly CompileIssue[] =
    use.name === now.name ? [] : [{ code: "imported_name", ...place, part, ...used, to: now.name }];
  const columns = use.used.flatMap((column): readonly CompileIssue[] => {
    const before = use.columns[column];
    const after = now.columns[column];
    if (before === undefined || before === after) return [];
    const method = { method: role === "statement" ? "query" : "map" };
    const mapped = role === "target" ? { part: { ...method, keys: [column] } } : { part: method };
    const facts = { ...place, ...mapped, table: now.name, column, before };
    return after === undefined
      ? [{ code: "imported_column_removed", ...facts }]
      : [{ code: "imported_column_type", ...facts, after }];
  });
  return [...renamed, ...columns];
}
