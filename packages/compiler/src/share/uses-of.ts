import type { ConnectionNode, DefinitionNode, TableNode } from "@starfix/dsl";
import type { DefinitionPart } from "../locate/definition-part.ts";

/** Another definition that a job uses, and the call that takes it. */
export interface UsedDefinition {
  readonly node: ConnectionNode | TableNode;
  readonly role: "source" | "registry" | "target" | "statement";
  readonly part: DefinitionPart;
}

const target: DefinitionPart = { method: ["into", "table"] };

/** The definitions that a definition was given as values, in the order of its methods; names do not count. */
export function usesOf(node: DefinitionNode): readonly UsedDefinition[] {
  if (node.kind !== "job") return [];
  const uses: UsedDefinition[] = [];
  const add = (
    used: ConnectionNode | TableNode | undefined,
    role: UsedDefinition["role"],
    part: DefinitionPart,
  ): void => {
    if (used) uses.push({ node: used, role, part });
  };
  switch (node.type) {
    case "batch":
      if (node.source.kind === "objects") add(node.source.connection, "source", { method: "from" });
      if (node.source.kind === "table") add(node.source.declared, "source", { method: "from" });
      for (const registry of node.format?.registries ?? []) add(registry, "registry", { method: "format" });
      add(node.target.declared, "target", target);
      break;
    case "streaming":
      add(node.connection, "source", { method: "from" });
      for (const registry of node.format?.registries ?? []) add(registry, "registry", { method: "format" });
      add(node.target.declared, "target", target);
      break;
    case "sql":
      for (const used of node.uses) add(used, "statement", { method: ["uses", "query"] });
      break;
    case "delete_data":
    case "drop_table":
    case "restore_data":
      add(node.target.declared, "target", target);
      break;
  }
  return uses;
}
