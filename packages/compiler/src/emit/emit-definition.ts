import type { DefinitionNode, TableNode } from "@starfix/dsl";
import type { Position } from "../project/position.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { emitConnection } from "./emit-connection.ts";
import { type EmittedJob, emitJob } from "./emit-job.ts";
import { emitTable } from "./emit-table.ts";
import type { EmittedRequest } from "./emitted-request.ts";

/** The tables that the project declares, by name. */
export type DeclaredTables = ReadonlyMap<string, TableNode>;

/** The request of a definition, of whichever kind it is. Nothing is checked here. */
export function emitDefinition(
  { kind, name, node }: Pick<ResolvedDefinition, "kind" | "name" | "node">,
  position: Position,
  tables: DeclaredTables,
): EmittedRequest {
  const { request, trees } = requestOf(node);
  return { kind, name, position, node, request, dependsOn: dependenciesOf(node, tables), trees };
}

function requestOf(node: DefinitionNode): EmittedJob {
  switch (node.kind) {
    case "connection":
      return { request: emitConnection(node), trees: undefined };
    case "table":
      return { request: emitTable(node), trees: undefined };
    case "job":
      return emitJob(node);
    default:
      throw new Error(`unexpected definition: ${JSON.stringify(node satisfies never)}`);
  }
}
