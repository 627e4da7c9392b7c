import type { ConnectionNode, DefinitionNode, TableNode } from "@starfix/dsl";
import { declaredTable, type InputField, type KnownTable, type RuleContext } from "@starfix/rules";
import type { DeclaredTables } from "../emit/emit-definition.ts";
import type { EmittedRequest } from "../emit/emitted-request.ts";
import { usesOf } from "../share/uses-of.ts";

/** What the rules know around a request: the definitions that it was given, and the tables of the project. */
export function ruleContextOf({ node, trees }: EmittedRequest, tables: DeclaredTables): RuleContext {
  const readsTable = node?.kind === "job" && node.type === "batch" && node.source.kind === "table";
  // The expressions of a patched request may have changed.
  const known = node === undefined || node.patches.length === 0 ? trees : undefined;
  return {
    complete: false,
    connection: (name) => usedBy(node, "connection", name)?.request,
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
