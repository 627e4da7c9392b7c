import type { TableNode } from "@starfix/dsl";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { emitConnection } from "./emit-connection.ts";
import { emitJob } from "./emit-job.ts";
import { emitTable } from "./emit-table.ts";
import type { EmittedRequest } from "./emitted-request.ts";

/** The tables that the project declares, by name. */
export type DeclaredTables = ReadonlyMap<string, TableNode>;

/** The request of a definition, of whichever kind it is. Nothing is checked here. */
export function emitDefinition(
  { kind, name, position, node }: Omit<ResolvedDefinition, "owner">,
  tables: DeclaredTables,
): EmittedRequest {
  const emitted = { kind, name, position, node, dependsOn: dependenciesOf(node, tables) };
  switch (node.kind) {
    case "connection":
      return { ...emitted, request: emitConnection(node) };
    case "table":
      return { ...emitted, request: emitTable(node) };
    case "job":
      return { ...emitted, ...emitJob(node) };
    default:
      throw new Error(`unexpected definition: ${JSON.stringify(node satisfies never)}`);
  }
}
