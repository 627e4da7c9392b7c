import {
  AzureConnectionBase,
  type AzureConnectionMissing,
  type AzureConnectionProps,
  type Build,
  type BuilderType,
  createAzureConnectionProps,
} from "@starfix/schema/builders";
import type { AboutNode } from "../about/about-node.ts";
import type { DefinitionMark } from "../definition.ts";
import type { Patch } from "../patch.ts";
import type { SecretRef } from "../secret.ts";
import type { AzureConnectionDefinition } from "./connection-definition.ts";
import type { AzureConnectionNode } from "./connection-node.ts";
import {
  beginConnection,
  connectionMark,
  connectionNode,
  withAllowance,
  withPatch,
  withSaid,
} from "./connection-state.ts";
import { asSecrets, parseSecret } from "./credentials.ts";
import { checkDescription, checkMember, hasText, type MemberRules, matches } from "./member-rules.ts";

const parts = {
  account: { call: "call .account(name)", members: ["storageAccount"] },
  container: { call: "call .container(name)", members: ["container"] },
  secrets: { call: "call .accountKey(secret) or .sasToken(secret)", members: ["secrets"] },
} as const;

/**
 * Azure allows 3 to 24 lower-case letters and digits. Hyphens are accepted too: the vendor's example has one, and so has
 * the host of the secondary region of an account.
 */
const accountPattern = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;
/** @see https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata */
const containerPattern = /^(\$root|\$web|\$logs|(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*)$/;

const rules: MemberRules<AzureConnectionProps> = {
  storageAccount: (value) =>
    matches(
      "account",
      accountPattern,
      "the name of a storage account such as demoaccount, of lower-case letters and digits, without a domain",
      value,
    ),
  container: (value) =>
    matches(
      "container",
      containerPattern,
      "the name of a container such as demo-container, of 3 to 63 lower-case letters, digits and single hyphens",
      value,
    ),
  prefix: (value) => hasText("prefix", "the beginning of blob names such as projectA/", value),
  description: checkDescription,
};

interface AzureConnectionType extends BuilderType {
  readonly missing: AzureConnectionMissing;
  readonly builder: AzureConnectionBuilder<this["missing"]>;
}

/**
 * An Azure connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with a storage account, a container and credentials (an account key or a shared access signature).
 */
export class AzureConnectionBuilder<
  TMissing extends AzureConnectionMissing = AzureConnectionMissing,
> extends AzureConnectionBase<TMissing, AzureConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly $incomplete: (typeof parts)[TMissing]["call"];

  /** Identifies a definition to the compiler. */
  get "~definition"(): DefinitionMark {
    return connectionMark(this.origin);
  }

  protected override set<TNext, TKey extends keyof AzureConnectionProps = keyof AzureConnectionProps>(
    key: TKey,
    value: AzureConnectionProps[TKey],
    cleared?: readonly (keyof AzureConnectionProps)[],
  ): TNext {
    checkMember(rules, key, value);
    return super.set(key, value, cleared);
  }

  /**
   * Authenticates with a key of the storage account. It replaces an earlier key or signature.
   *
   * @example
   * azureConnection("lake").accountKey(secret("AZURE_ACCOUNT_KEY"))
   * // => { …, "secrets": { "type": "access_key", "accessKeySecret": "${AZURE_ACCOUNT_KEY}" } }
   */
  accountKey(key: SecretRef): Build<AzureConnectionType, Exclude<TMissing, "secrets">> {
    const accessKeySecret = parseSecret("account key", "the key", "AZURE_ACCOUNT_KEY", key);
    return this.set("secrets", asSecrets({ type: "access_key", accessKeySecret }));
  }

  /**
   * Authenticates with a shared access signature: the query string that grants access, with its leading `?`. It
   * replaces an earlier key or signature.
   *
   * @example
   * azureConnection("lake").sasToken(secret("AZURE_SAS_TOKEN"))
   * // => { …, "secrets": { "type": "sas_token", "sasToken": "${AZURE_SAS_TOKEN}" } }
   */
  sasToken(token: SecretRef): Build<AzureConnectionType, Exclude<TMissing, "secrets">> {
    const sasToken = parseSecret("sas token", "the token", "AZURE_SAS_TOKEN", token);
    return this.set("secrets", asSecrets({ type: "sas_token", sasToken }));
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * lake.patch((json) => ({ ...json, prefix: "projectA/" }))
   * // => { "type": "azure", "name": "lake", …, "prefix": "projectA/" }
   */
  patch(change: Patch<AzureConnectionProps>): AzureConnectionBuilder<TMissing> {
    return new AzureConnectionBuilder({ props: this.props, origin: withPatch(this.origin, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * lake.allow("unknown_region", "a region that is not public yet")
   */
  allow(code: string, reason: string): AzureConnectionBuilder<TMissing> {
    return new AzureConnectionBuilder({ props: this.props, origin: withAllowance(this.origin, code, reason) });
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): AzureConnectionBuilder<TMissing> {
    return new AzureConnectionBuilder({ props: this.props, origin: withSaid(this.origin, said) });
  }

  /**
   * The connection as a frozen node, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the connection is incomplete.
   */
  toNode(this: AzureConnectionDefinition): AzureConnectionNode;
  toNode(): AzureConnectionNode {
    return connectionNode<AzureConnectionNode>(this.props, this.origin, parts);
  }
}

/**
 * Defines an Azure connection, from which jobs read blobs of one container.
 *
 * @param name Unique in the project: 1 to 64 ASCII letters, digits and the characters `. _ -`. It names the artifact.
 *
 * @example
 * azureConnection("lake").account("demoaccount").container("events").sasToken(secret("AZURE_SAS_TOKEN"))
 * // => { "type": "azure", "name": "lake", "storageAccount": "demoaccount", "container": "events",
 * //      "secrets": { "type": "sas_token", "sasToken": "${AZURE_SAS_TOKEN}" } }
 *
 * @throws DefinitionError for a name with other characters.
 */
export function azureConnection(name: string): AzureConnectionBuilder {
  const origin = beginConnection(name, azureConnection);
  return new AzureConnectionBuilder({ props: createAzureConnectionProps(name), origin });
}
