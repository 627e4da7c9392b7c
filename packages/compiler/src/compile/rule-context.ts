import type { ConnectionNode, DefinitionNode, TableNode } from "@starfix/dsl";
import type { InputField, KnownTable, RuleContext } from "@starfix/rules";
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
  const { request } = table;
  const columns = (request.schema ?? []).map((column) => ({
    name: column.name,
    role: "type" in column && column.type === "measure" ? ("measure" as const) : ("dimension" as const),
    dataType: column.dataType,
  }));
  const { name, type, schemaMode, partitioningGranularity } = request;
  const known: KnownTable = {
    name,
    type,
    columns,
    ...(schemaMode && { schemaMode }),
    ...(partitioningGranularity && { partitioningGranularity }),
    ...("timeResolution" in request && request.timeResolution && { timeResolution: request.timeResolution }),
  };
  knownTables.set(table, known);
  return known;
}
