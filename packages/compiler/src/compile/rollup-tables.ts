import { isDeepStrictEqual } from "node:util";
import type { TableNode, TargetNode } from "@starfix/dsl";
import { deriveTable, type FillingRequest } from "../emit/derive-table.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

/** A job that creates the table that it fills. */
interface Filling {
  readonly definition: ResolvedDefinition;
  readonly target: TargetNode;
}

/** A table that is derived from jobs, as a definition. */
export interface RollupTable {
  readonly definition: ResolvedDefinition<TableNode>;
  /** The jobs that it is derived from, `job:koalas`. */
  readonly derivedFrom: readonly string[];
}

/**
 * The tables of jobs that are given a rollup with `.into(table, { createIfMissing: true, rollup: "hour" })`. The request of a
 * job cannot state it: a table that the service creates keeps milliseconds. So the table is an artifact of its own, derived
 * from all jobs that create it, and applied before them.
 */
export function rollupTablesOf(definitions: readonly ResolvedDefinition[]): {
  readonly tables: readonly RollupTable[];
  readonly issues: readonly CompileIssue[];
} {
  const fillings = definitions.flatMap(fillingOf);
  const wanted = new Set(fillings.flatMap(({ target }) => (target.rollup ? [target.table] : [])));
  if (wanted.size === 0) return { tables: [], issues: [] };
  const declared = new Set(definitions.flatMap(({ kind, name }) => (kind === "table" ? [name] : [])));
  const tables: RollupTable[] = [];
  const issues: CompileIssue[] = [];
  for (const name of wanted) {
    const jobs = fillings.filter(({ target }) => target.table === name);
    const derived = declared.has(name)
      ? { reason: "the project declares it, so its rollup belongs there" }
      : derive(name, jobs);
    if (!("reason" in derived)) tables.push(derived);
    else {
      for (const { definition } of jobs.filter(({ target }) => target.rollup)) {
        const { kind, name: job, position } = definition;
        issues.push({ code: "underived_rollup", kind, name: job, table: name, reason: derived.reason, position, part });
      }
    }
  }
  return { tables, issues };
}

const part = { method: "into" };

function fillingOf(definition: ResolvedDefinition): readonly Filling[] {
  const { node } = definition;
  if (node.kind !== "job" || (node.type !== "batch" && node.type !== "streaming")) return [];
  return node.target.createIfMissing ? [{ definition, target: node.target }] : [];
}

function derive(name: string, jobs: readonly Filling[]): RollupTable | { readonly reason: string } {
  const [first, ...others] = jobs.filter(({ target }) => target.rollup);
  const rollup = first?.target.rollup;
  if (first === undefined || others.some(({ target }) => !isDeepStrictEqual(target.rollup, rollup))) {
    return { reason: "two jobs give it different rollups" };
  }
  const requests = jobs.map(({ definition }) => emitDefinition(definition, definition.position, noTables).request);
  // A batch or streaming job emits such a request.
  const derived = deriveTable(requests as readonly FillingRequest[], rollup);
  if ("reason" in derived) return derived;
  const { position, owner, node: job } = first.definition;
  const { version: _version, ...request } = derived.table;
  // The request was derived without the members that only the service sets.
  const node = { kind: "table", name, origin: job.origin, request, patches: [] } as unknown as TableNode;
  return {
    definition: { kind: "table", name, node, position, owner },
    derivedFrom: jobs.map(({ definition }) => `job:${definition.name}`),
  };
}

const noTables = new Map();
