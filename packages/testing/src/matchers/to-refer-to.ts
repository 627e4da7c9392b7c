import type { DefinitionBuilder, RequestArtifact } from "@starfix/compiler/definition";
import type { SecretRef } from "@starfix/dsl";
import type { Matcher } from "./matcher.ts";
import { compiledDefinition, describeValue, isDefinition, markOf } from "./received-definition.ts";

/** Whether a definition names another one, or a secret, in its own body. */
export const toReferTo: Matcher<[target: DefinitionBuilder | SecretRef]> = (received, target) => {
  const wanted = wantedOf(target);
  const { what, artifact } = compiledDefinition("toReferTo", received);
  const found = referencesOf(artifact);
  const pass = found.includes(wanted);
  return {
    pass,
    message: () => {
      const list = found.length === 0 ? "it refers to nothing" : `it refers to ${found.join(", ")}`;
      return `expected ${what} ${pass ? "not " : ""}to refer to ${wanted}; ${list}`;
    },
    actual: found,
    expected: wanted,
  };
};

function wantedOf(target: unknown): string {
  if (isDefinition(target)) {
    const { kind, name } = markOf(target);
    if (kind !== "job" && name !== undefined) return `${kind}:${name}`;
  } else if (isSecret(target)) return `secret:${target.name}`;
  throw new TypeError(
    `invalid toReferTo: expected a connection, a table or secret("NAME"), received ${isDefinition(target) ? "a job" : describeValue(target)}`,
  );
}

function isSecret(value: unknown): value is SecretRef {
  return typeof value === "object" && value !== null && "~secret" in value;
}

/** What the body names. A table is named by jobs whether or not the project declares it. */
function referencesOf({ dependsOn, secrets, json }: RequestArtifact): readonly string[] {
  const tables = ["target", "source"].flatMap((member) => {
    const part = memberOf(json, member);
    const name = memberOf(part, "tableName");
    return memberOf(part, "type") === "table" && typeof name === "string" ? [`table:${name}`] : [];
  });
  return [...new Set([...dependsOn, ...tables, ...secrets.map(({ name }) => `secret:${name}`)])];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
