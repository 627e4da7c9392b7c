import type { ColumnNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";

/** A column of a query or of a relation. */
export interface ScopeColumn {
  readonly name: string;
  readonly type: SqlType;
  /** A column of a SELECT that was given no name. */
  readonly unnamed?: true;
}

/** Columns, as far as they are known. */
export interface KnownColumns {
  readonly columns: readonly ScopeColumn[];
  /** Whether there are no others. */
  readonly closed: boolean;
}

/** Columns that may be any. */
export const OPEN: KnownColumns = { columns: [], closed: false };

/** What a name may be of: one relation after FROM. */
export interface ScopeRelation extends KnownColumns {
  readonly alias: string | undefined;
}

/** The relations that the expressions of a SELECT see. */
export interface Scope {
  readonly relations: readonly ScopeRelation[];
  /** Names that are of several relations and mean one column, after USING; all names, after NATURAL. */
  readonly merged: ReadonlySet<string> | "all";
  /** Of the query around a subquery. */
  readonly outer?: Scope | undefined;
  /** The queries that WITH names. */
  readonly common?: ReadonlyMap<string, KnownColumns>;
}

/** What the name of a column means. */
export type Resolved =
  | { readonly kind: "column"; readonly type: SqlType; readonly relation: number }
  /** A relation whose columns are not known may have it. */
  | { readonly kind: "open" }
  | { readonly kind: "unknown_table" }
  | { readonly kind: "unknown_column" }
  | { readonly kind: "ambiguous" };

export function resolveColumn({ name, table }: ColumnNode, scope: Scope): Resolved {
  const found = table === undefined ? resolvePlain(name, scope) : resolveQualified(table, name, scope);
  if ((found.kind === "unknown_column" || found.kind === "unknown_table") && scope.outer !== undefined) {
    const outer = resolveColumn({ kind: "column", name, ...(table !== undefined && { table }) }, scope.outer);
    // A column of the query around is one value for each of its rows.
    return outer.kind === "column" ? { kind: "open" } : outer.kind === "open" ? outer : found;
  }
  return found;
}

function resolvePlain(name: string, { relations, merged }: Scope): Resolved {
  const holders = relations.flatMap(({ columns }, relation) => {
    const column = columns.find((one) => one.name === name);
    return column ? [{ kind: "column", type: column.type, relation } as const] : [];
  });
  const [first] = holders;
  if (first === undefined)
    return relations.every(({ closed }) => closed) ? { kind: "unknown_column" } : { kind: "open" };
  return holders.length === 1 || merged === "all" || merged.has(name) ? first : { kind: "ambiguous" };
}

function resolveQualified(table: string, name: string, { relations }: Scope): Resolved {
  const relation = relations.findIndex(({ alias }) => alias === table);
  const found = relations[relation];
  if (found === undefined) return { kind: "unknown_table" };
  const column = found.columns.find((one) => one.name === name);
  if (column !== undefined) return { kind: "column", type: column.type, relation };
  return { kind: found.closed ? "unknown_column" : "open" };
}

/** The names that can be meant, for a message. */
export function namesIn({ relations }: Scope, table?: string): readonly string[] {
  const seen = relations.filter(({ alias }) => table === undefined || alias === table);
  return [...new Set(seen.flatMap(({ columns }) => columns.map(({ name }) => name)))];
}
