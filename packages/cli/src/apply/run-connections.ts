import {
  type Client,
  type CreateConnectionRequest,
  createConnection,
  type UpdateConnectionRequest,
  updateConnection,
} from "@starfix/client";
import type { Output } from "../output.ts";
import type { ConnectionStep } from "./plan-connections.ts";
import { resolveSecrets } from "./resolve-secrets.ts";

/** What became of one connection. */
export interface ConnectionResult {
  readonly name: string;
  readonly action: ConnectionStep["action"];
}

/** What the effect needs. */
export interface RunConnectionsProps {
  readonly client: Client;
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Carries out the steps, one after the other. */
export async function runConnections(
  steps: readonly ConnectionStep[],
  { client, output, env }: RunConnectionsProps,
): Promise<readonly ConnectionResult[]> {
  const results: ConnectionResult[] = [];
  for (const step of steps) {
    const { name, action } = step;
    if (step.action === "create") {
      // The compiler validated the artifact; the service validates it again.
      await createConnection(client, { body: resolveSecrets(step.artifact, env) as CreateConnectionRequest });
      output.line(`${name}: connection created`);
    } else if (step.action === "update") {
      await updateConnection(client, { name, body: patchOf(step, env) });
      output.line(`${name}: connection updated (${[...step.fields, ...Object.keys(step.cleared)].join(", ")})`);
    } else {
      output.line(`${name}: connection unchanged`);
    }
    results.push({ name, action });
  }
  return results;
}

function patchOf(
  { artifact, fields, cleared, secret }: ConnectionStep & { readonly action: "update" },
  env: RunConnectionsProps["env"],
): UpdateConnectionRequest {
  const sent = new Set(["type", ...secret, ...fields]);
  const wanted = Object.entries(Object(resolveSecrets(artifact, env))).filter(([key]) => sent.has(key));
  // Members of a validated artifact, and defaults of the contract.
  return { ...Object.fromEntries(wanted), ...cleared } as UpdateConnectionRequest;
}
