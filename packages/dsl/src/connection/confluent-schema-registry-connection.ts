import {
  type Build,
  type BuilderType,
  ConfluentSchemaRegistryConnectionBase,
  type ConfluentSchemaRegistryConnectionMissing,
  type ConfluentSchemaRegistryConnectionProps,
  createConfluentSchemaRegistryConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import { DefinitionError, refuse } from "../definition-error.ts";
import type { Patch } from "../patch.ts";
import type { ConfluentSchemaRegistryConnectionDefinition } from "./connection-definition.ts";
import type { ConfluentSchemaRegistryConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { asSecrets, type Login, parseLogin } from "./credentials.ts";
import { checkDescription, checkMember, type MemberRules } from "./member-rules.ts";

const parts = {
  secrets: { call: "call .basic({ username, password })", members: ["secrets"] },
} as const;

const rules: MemberRules<ConfluentSchemaRegistryConnectionProps> = {
  urls: checkUrls,
  description: checkDescription,
};

interface ConfluentSchemaRegistryConnectionType extends BuilderType {
  readonly missing: ConfluentSchemaRegistryConnectionMissing;
  readonly builder: ConfluentSchemaRegistryConnectionBuilder<this["missing"]>;
}

/**
 * A connection to a Confluent schema registry builder. Every method returns a new builder; the order of calls does not
 * matter. The connection is complete with a user name and a password.
 */
export class ConfluentSchemaRegistryConnectionBuilder<
  TMissing extends ConfluentSchemaRegistryConnectionMissing = ConfluentSchemaRegistryConnectionMissing,
> extends ConfluentSchemaRegistryConnectionBase<TMissing, ConfluentSchemaRegistryConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<
    TNext,
    TKey extends keyof ConfluentSchemaRegistryConnectionProps = keyof ConfluentSchemaRegistryConnectionProps,
  >(
    key: TKey,
    value: ConfluentSchemaRegistryConnectionProps[TKey],
    cleared?: readonly (keyof ConfluentSchemaRegistryConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Authenticates with a user name and a password, or with the id and the secret of an API key of the registry. It
   * replaces an earlier user.
   *
   * @example
   * confluentSchemaRegistryConnection("registry").basic({ username: "reader", password: secret("REGISTRY_PASSWORD") })
   * // => { …, "secrets": { "type": "basic", "username": "reader", "password": "${REGISTRY_PASSWORD}" } }
   */
  basic(login: Login): Build<ConfluentSchemaRegistryConnectionType, Exclude<TMissing, "secrets">> {
    const { username, password } = parseLogin("basic", "REGISTRY", login);
    return this.set("secrets", asSecrets({ type: "basic", username, password }));
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * registry.patch((json) => ({ ...json, urls: ["https://registry.example.com:8081"] }))
   * // => { "type": "confluent_schema_registry", "name": "registry", "urls": ["https://registry.example.com:8081"], … }
   */
  patch(change: Patch<ConfluentSchemaRegistryConnectionProps>): ConfluentSchemaRegistryConnectionBuilder<TMissing> {
    return new ConfluentSchemaRegistryConnectionBuilder({
      props: this.props,
      origin: withPatch(this.origin, change),
    });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * registry.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): ConfluentSchemaRegistryConnectionBuilder<TMissing> {
    return new ConfluentSchemaRegistryConnectionBuilder({
      props: this.props,
      origin: withAllowance(this.origin, code, reason),
    });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): ConfluentSchemaRegistryConnectionBuilder<TMissing> {
    return new ConfluentSchemaRegistryConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as a frozen node, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the connection is incomplete.
   */
  toNode(this: ConfluentSchemaRegistryConnectionDefinition): ConfluentSchemaRegistryConnectionNode;
  toNode(): ConfluentSchemaRegistryConnectionNode {
    return connectionNode<ConfluentSchemaRegistryConnectionNode>(this.props, this.origin, parts);
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
  const origin = beginConnection(name, confluentSchemaRegistryConnection);
  return new ConfluentSchemaRegistryConnectionBuilder({
    props: createConfluentSchemaRegistryConnectionProps(name),
    origin,
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
