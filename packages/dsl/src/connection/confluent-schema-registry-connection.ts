import { type MemberRules, missingCalls } from "../definition-builder.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import {
  ConfluentSchemaRegistryConnectionBase,
  type ConfluentSchemaRegistryConnectionMissing,
  type ConfluentSchemaRegistryConnectionProps,
  confluentSchemaRegistryConnectionParts,
  createConfluentSchemaRegistryConnectionProps,
} from "../generated/builders.gen.ts";
import { beginConnection } from "./begin-connection.ts";
import type { ConfluentSchemaRegistryConnectionNode } from "./connection-node.ts";
import { asSecrets, type Login, parseLogin } from "./credentials.ts";
import { checkDescription } from "./member-rules.ts";

const calls = {
  secrets: "call .basic({ username, password })",
} as const;

const rules: MemberRules<ConfluentSchemaRegistryConnectionProps> = {
  urls: checkUrls,
  description: checkDescription,
};

/**
 * A connection to a Confluent schema registry builder. Every method returns a new builder; the order of calls does not
 * matter. The connection is complete with a user name and a password.
 */
export class ConfluentSchemaRegistryConnectionBuilder<
  TMissing extends ConfluentSchemaRegistryConnectionMissing = ConfluentSchemaRegistryConnectionMissing,
> extends ConfluentSchemaRegistryConnectionBase<ConfluentSchemaRegistryConnectionNode> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly " incomplete": (typeof calls)[TMissing];

  protected override get rules(): MemberRules<ConfluentSchemaRegistryConnectionProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingCalls(this.request, calls, confluentSchemaRegistryConnectionParts);
  }

  /**
   * Authenticates with a user name and a password, or with the id and the secret of an API key of the registry. It
   * replaces an earlier user.
   *
   * @example
   * confluentSchemaRegistryConnection("registry").basic({ username: "reader", password: secret("REGISTRY_PASSWORD") })
   * // => { …, "secrets": { "type": "basic", "username": "reader", "password": "${REGISTRY_PASSWORD}" } }
   */
  basic(login: Login): ConfluentSchemaRegistryConnectionBuilder<Exclude<TMissing, "secrets">> {
    const { username, password } = parseLogin("basic", "REGISTRY", login);
    return this.set("secrets", asSecrets({ type: "basic", username, password }));
  }
}

/**
 * Defines a connection to a Confluent schema registry, which has the schemas of Avro and Protobuf records.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * confluentSchemaRegistryConnection("registry")
 *   .urls(["https://registry.example.com:8081"])
 *   .basic({ username: "reader", password: secret("REGISTRY_PASSWORD") })
 * // => { "type": "confluent_schema_registry", "name": "registry", "urls": ["https://registry.example.com:8081"],
 * //      "secrets": { "type": "basic", "username": "reader", "password": "${REGISTRY_PASSWORD}" } }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function confluentSchemaRegistryConnection(name: string): ConfluentSchemaRegistryConnectionBuilder {
  return new ConfluentSchemaRegistryConnectionBuilder({
    start: beginConnection(name, confluentSchemaRegistryConnection),
    request: createConfluentSchemaRegistryConnectionProps(name),
  });
}

function checkUrls(urls: unknown): void {
  const expected = "a list of URLs such as https://registry.example.com:8081";
  if (!Array.isArray(urls) || urls.length === 0) refuse("urls", expected, urls);
  for (const text of urls) {
    const url = typeof text === "string" ? parseUrl(text) : undefined;
    if (url !== undefined && (url.username !== "" || url.password !== "")) {
      throw new DefinitionError(
        "invalid urls: expected a URL without a user and a password, which .basic({ username, password }) takes; received one that has them (not shown)",
      );
    }
    if (url?.protocol !== "https:" && url?.protocol !== "http:") refuse("urls", expected, text);
  }
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
