import type { ConnectionNode, DefinitionNode, TableNode, TargetNode } from "@starfix/dsl";

/**
 * What must exist before a definition can be applied, such as `connection:demo-conn` and `table:Koalas`, connections first, each
 * once. A table that is given by name counts only when the project declares it.
 */
export function dependenciesOf(node: DefinitionNode, tables: ReadonlyMap<string, TableNode>): readonly string[] {
  if (node.kind !== "job") return [];
  const connection = ({ name }: ConnectionNode): string => `connection:${name}`;
  const table = ({ table: name, declared }: Pick<TargetNode, "table" | "declared">): readonly string[] =>
    declared !== undefined || tables.has(name) ? [`table:${name}`] : [];
  switch (node.type) {
    case "batch": {
      const registries = (node.format?.registries ?? []).map(connection);
      const source = node.source.kind === "objects" ? [connection(node.source.connection)] : [];
      const read = node.source.kind === "table" ? table(node.source) : [];
      return once([...source, ...registries, ...read, ...table(node.target)]);
    }
    case "streaming": {
      const registries = (node.format?.registries ?? []).map(connection);
      return once([connection(node.connection), ...registries, ...table(node.target)]);
    }
    case "sql":
      return once(node.uses.map(({ kind, name }) => `${kind}:${name}`).sort());
    case "delete_data":
    case "drop_table":
    case "restore_data":
      return table(node.target);
  }
}

function once(names: readonly string[]): readonly string[] {
  return names.length < 2 ? names : [...new Set(names)];
}
