import type { ConnectionSecretsWritable } from "@starfix/schema";
import { DefinitionError, refuse } from "../definition-error.ts";
import { isSecretRef, type SecretRef } from "../secret.ts";
import type {
  AccessKeyCredentials,
  AwsIamCredentials,
  BasicCredentials,
  ConfluentCredentials,
  SaslPlainCredentials,
  SaslScramCredentials,
  SasTokenCredentials,
} from "./connection-node.ts";

/** An access key of AWS, or an API key of Confluent Cloud. The secret is a reference; the id may be one. */
export interface AccessKey {
  /** Id of the key, such as AKIAIOSFODNN7EXAMPLE. */
  readonly id: string | SecretRef;
  /** Reference to the secret of the key. */
  readonly secret: SecretRef;
}

/** A user of a service. The password is a reference; the name may be one. */
export interface Login {
  /** Name of the user. */
  readonly username: string | SecretRef;
  /** Reference to the password of the user. */
  readonly password: SecretRef;
}

/** A user of a Kafka cluster, and the SASL mechanism. */
export interface SaslLogin extends Login {
  /** `PLAIN` sends the password within TLS; SCRAM proves knowledge of it. */
  readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
}

const mechanisms: readonly SaslLogin["mechanism"][] = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"];

/** The possible values of `secrets` in a builder. */
type Credentials =
  | AccessKeyCredentials
  | AwsIamCredentials
  | BasicCredentials
  | ConfluentCredentials
  | SaslPlainCredentials
  | SaslScramCredentials
  | SasTokenCredentials;

/** The contract has strings where a builder has references; the compiler replaces them by `${NAME}`. */
export function asSecrets(credentials: Credentials): ConnectionSecretsWritable {
  return credentials as unknown as ConnectionSecretsWritable;
}

export function parseAccessKey(value: unknown): AccessKey {
  const { id, secret } = membersOf("access key", value, ["id", "secret"]);
  return {
    secret: parseSecret("access key", "the secret", "AWS_SECRET", secret),
    id: parseIdentity("access key", "the id", "AWS_ID", id),
  };
}

export function parseApiKey(value: unknown): AccessKey {
  const { id, secret } = membersOf("key", value, ["id", "secret"]);
  return {
    secret: parseSecret("key", "the secret", "CONFLUENT_SECRET", secret),
    id: parseIdentity("key", "the id", "CONFLUENT_ID", id),
  };
}

export function parseLogin(what: string, example: string, value: Login): Login {
  const { username, password } = membersOf(what, value, ["username", "password"]);
  return parseUser(what, example, username, password);
}

export function parseSaslLogin(value: unknown): SaslLogin {
  const { mechanism, username, password } = membersOf("sasl", value, ["mechanism", "username", "password"]);
  const known = mechanisms.find((name) => name === mechanism);
  if (known === undefined) refuse("mechanism", `one of ${mechanisms.join(", ")}`, mechanism);
  return { mechanism: known, ...parseUser("sasl", "KAFKA", username, password) };
}

/** Checks that a secret is a reference. Another value is not shown in the message. */
export function parseSecret(what: string, member: string, example: string, value: unknown): SecretRef {
  if (isSecretRef(value)) return value;
  throw new DefinitionError(
    `invalid ${what}: expected ${member} as a reference such as secret("${example}"), received another value (not shown, in case it is the secret itself)`,
  );
}

/** Checks the members of an options object. The value of an unknown member is not shown in the message. */
export function membersOf<TKey extends string>(
  what: string,
  value: unknown,
  keys: readonly TKey[],
): { readonly [TMember in TKey]?: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isSecretRef(value)) {
    throw new DefinitionError(
      `invalid ${what}: expected an object of ${keys.join(", ")}, received another value (not shown, in case it is a secret)`,
    );
  }
  for (const key of Object.keys(value)) {
    if (!keys.some((known) => known === key)) {
      refuse(what, `no other members than ${keys.join(", ")}`, key);
    }
  }
  return value as { readonly [TMember in TKey]?: unknown };
}

function parseUser(what: string, example: string, username: unknown, password: unknown): Login {
  return {
    password: parseSecret(what, "the password", `${example}_PASSWORD`, password),
    username: parseIdentity(what, "the username", `${example}_USER`, username),
  };
}

/** Checks a name, which may be a reference. */
function parseIdentity(what: string, member: string, example: string, value: unknown): string | SecretRef {
  if (isSecretRef(value) || (typeof value === "string" && value !== "")) return value;
  throw new DefinitionError(
    `invalid ${what}: expected ${member} as text or as a reference such as secret("${example}"), received ${value === "" ? "no text" : "another value (not shown, in case it is a secret)"}`,
  );
}
