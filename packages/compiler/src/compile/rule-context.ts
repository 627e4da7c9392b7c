import type { ConnectionNode, DefinitionNode, TableNode } from "@starfix/dsl";
import { declaredTable, type InputField, type KnownTable, type RuleContext } from "@starfix/rules";
import type { DeclaredTables } from "../emit/emit-definition.ts";
import type { EmittedRequest } from "../emit/emitted-request.ts";
import { usesOf } from "../share/uses-of.ts";

/** The connections that a statement of a project can name. */
export interface NamedConnections {
  /** Those of the project. */
  readonly declared: ReadonlyMap<string, ConnectionNode>;
  /** With those of other projects and packages. */
  readonly names: ReadonlySet<string>;
}

/**
 * What the rules know around a request: the definitions that it was given, the tables of the project and, of a SQL job, which
 * names them in its statement, the connections.
 */
export function ruleContextOf(
  { node, trees }: EmittedRequest,
  tables: DeclaredTables,
  connections?: NamedConnections,
): RuleContext {
  const named = node?.kind === "job" && node.type === "sql" ? connections : undefined;
  const readsTable = node?.kind === "job" && node.type === "batch" && node.source.kind === "table";
  // The expressions of a patched request may have changed.
  const known = node === undefined || node.patches.length === 0 ? trees : undefined;
  return {
    complete: false,
    connection: (name) => (usedBy(node, "connection", name) ?? named?.declared.get(name))?.request,
    ...(named && { connectionNames: named.names }),
    table: (name) => {
      const table = usedBy(node, "table", name) ?? tables.get(name);
      return table && knownTableOf(table);
    },
    ...(known && { trees: known }),
    ...(readsTable && { input: fieldsOf(node.input) }),
  };
}

function usedBy(node: DefinitionNode | undefined, kind: "connection", name: string): ConnectionNode | undefined;
function usedBy(node: DefinitionNode | undefined, kind: "table", name: string): TableNode | undefined;
function usedBy(node: DefinitionNode | undefined, kind: string, name: string): ConnectionNode | TableNode | undefined {
  return node && usesOf(node).find(({ node: used }) => used.kind === kind && used.name === name)?.node;
}

function fieldsOf(input: Readonly<Record<string, InputField["dataType"]>>): readonly InputField[] {
  return Object.entries(input).map(([name, dataType]) => ({ name, dataType }));
}

const knownTables = new WeakMap<TableNode, KnownTable>();

/** Made once for each table, because many jobs may fill it. */
function knownTableOf(table: TableNode): KnownTable {
  const found = knownTables.get(table);
  if (found) return found;
  const known = declaredTable(table.request);
  knownTables.set(table, known);
  return known;
}
