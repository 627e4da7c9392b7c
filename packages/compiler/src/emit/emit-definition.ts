import type { TableNode } from "@starfix/dsl";
import { checkMappedJob } from "../check/check-mapped-job.ts";
import { checkReplace } from "../check/check-replace.ts";
import { checkSelection } from "../check/check-selection.ts";
import { checkTable } from "../check/check-table.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import type { EmittedRequest } from "./check-request.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { emitConnection } from "./emit-connection.ts";
import {
  emitBatchJob,
  emitDeleteDataJob,
  emitDropTableJob,
  emitRestoreDataJob,
  emitSqlJob,
  emitStreamingJob,
} from "./emit-job.ts";
import { emitTable } from "./emit-table.ts";

/** A definition with its final name, and the place at which its issues are shown. */
type PlacedDefinition = Omit<ResolvedDefinition, "owner">;

type Issues = { readonly issues: readonly CompileIssue[] };

/** The tables that the project declares, by name. */
export type DeclaredTables = ReadonlyMap<string, TableNode>;

const noTables: DeclaredTables = new Map();

/** Checks a definition and gives its request, of whichever kind it is. */
export function emitDefinition(
  definition: PlacedDefinition,
  tables: DeclaredTables = noTables,
): EmittedRequest | Issues {
  const { kind, name, position, node } = definition;
  const emitted = requestOf(definition, tables);
  if ("issues" in emitted) return emitted;
  const dependsOn = dependenciesOf(node, tables);
  return { kind, name, position, dependsOn, request: emitted.request, patches: node.patches };
}

function requestOf(definition: PlacedDefinition, tables: DeclaredTables): { readonly request: object } | Issues {
  const { node, name, position } = definition;
  if (node.kind === "connection") return { request: emitConnection(node) };
  if (node.kind === "table") {
    const issues = checkTable({ node, name, position });
    return issues.length > 0 ? { issues } : { request: emitTable(node) };
  }
  const place = { kind: "job", name, position } as const;
  switch (node.type) {
    case "batch": {
      const table = node.target.declared ?? tables.get(node.target.table);
      const checked = checkMappedJob({ node, name, position }, table);
      const found = [...checkSelection(node), ...checkReplace(node, table)].map((issue) => ({ ...place, ...issue }));
      if ("issues" in checked) return { issues: [...found, ...checked.issues] };
      return found.length > 0 ? { issues: found } : { request: emitBatchJob(node, checked) };
    }
    case "streaming": {
      const checked = checkMappedJob({ node, name, position }, node.target.declared ?? tables.get(node.target.table));
      return "issues" in checked ? checked : { request: emitStreamingJob(node, checked) };
    }
    case "sql":
      return { request: emitSqlJob(node) };
    case "delete_data":
      return { request: emitDeleteDataJob(node) };
    case "drop_table":
      return { request: emitDropTableJob(node) };
    case "restore_data":
      return { request: emitRestoreDataJob(node) };
  }
}
