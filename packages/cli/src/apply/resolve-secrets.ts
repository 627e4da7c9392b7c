import { UserError } from "../user-error.ts";

/** The part of an artifact that says which secrets it needs, and where in its body they go. */
export interface SecretsOfArtifact {
  readonly path: string;
  readonly json: unknown;
  readonly secrets: readonly { readonly name: string; readonly pointer: string }[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Names each secret that the environment lacks, all at once, before anything is sent. An empty one counts as missing. */
export function requireSecrets(artifacts: readonly SecretsOfArtifact[], env: Environment): void {
  const missing = artifacts.flatMap(({ path, secrets }) =>
    secrets.filter(({ name }) => !env[name]).map(({ name, pointer }) => `  ${name}, needed by ${path} at ${pointer}`),
  );
  if (missing.length === 0) return;
  throw new UserError(`missing secrets: set these environment variables and run again\n${missing.join("\n")}`);
}

/** The body to post: a copy of the artifact with the secrets of the environment in their places. */
export function resolveSecrets({ json, secrets }: SecretsOfArtifact, env: Environment): unknown {
  const body = structuredClone(json);
  for (const { name, pointer } of secrets) {
    const keys = pointer
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop();
    const holder = keys.reduce<unknown>((value, key) => (isContainer(value) ? value[key] : undefined), body);
    if (last === undefined || !isContainer(holder) || holder[last] !== `\${${name}}`) {
      throw new Error(`the manifest names the secret ${name} at ${pointer}, where the artifact does not hold it`);
    }
    holder[last] = env[name];
  }
  return body;
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
