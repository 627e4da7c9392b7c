import {
  type Alone,
  type Build,
  type BuilderType,
  type Choice,
  type MemberRules,
  missingCalls,
} from "../definition-builder.ts";
import {
  AzureConnectionBase,
  type AzureConnectionMissing,
  type AzureConnectionProps,
  azureConnectionParts,
  createAzureConnectionProps,
} from "../generated/builders.gen.ts";
import type { SecretRef } from "../secret.ts";
import { beginConnection } from "./begin-connection.ts";
import type { AzureConnectionNode } from "./connection-node.ts";
import { asSecrets, parseSecret } from "./credentials.ts";
import { checkDescription, hasText, matches } from "./member-rules.ts";

/** The ways to authenticate, of which one is given. */
function by(method: string): Choice {
  return { group: "secrets", method, given: "credentials are given" };
}

const calls = {
  account: "call .account(name)",
  container: "call .container(name)",
  secrets: "call .accountKey(secret) or .sasToken(secret)",
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
  readonly builder: AzureConnectionBuilder<this["missing"], this["given"]>;
}

/**
 * An Azure connection builder. Every method returns a new builder; the order of calls does not matter.
 * The connection is complete with a storage account, a container and credentials (an account key or a shared access signature).
 */
export class AzureConnectionBuilder<
  TMissing extends AzureConnectionMissing = AzureConnectionMissing,
  TGiven extends string = never,
> extends AzureConnectionBase<AzureConnectionNode, TMissing, TGiven, AzureConnectionType> {
  /** Type only: the missing calls; `never` if the connection is complete. */
  declare readonly " incomplete": (typeof calls)[TMissing];

  protected override get rules(): MemberRules<AzureConnectionProps> {
    return rules;
  }

  protected override missing(): readonly string[] {
    return missingCalls(this.request, calls, azureConnectionParts);
  }

  /**
   * Authenticates with a key of the storage account. It contradicts `.sasToken()`; calling it again replaces
   * the earlier key.
   *
   * @example
   * azureConnection("lake").accountKey(secret("AZURE_ACCOUNT_KEY"))
   * // => { …, "secrets": { "type": "access_key", "accessKeySecret": "${AZURE_ACCOUNT_KEY}" } }
   */
  accountKey(
    key: Alone<TGiven, "sasToken", SecretRef, "credentials are given">,
  ): Build<AzureConnectionType, Exclude<TMissing, "secrets">, TGiven | "accountKey"> {
    const accessKeySecret = parseSecret("account key", "the key", "AZURE_ACCOUNT_KEY", key);
    return this.set("secrets", asSecrets({ type: "access_key", accessKeySecret }), by("accountKey"));
  }

  /**
   * Authenticates with a shared access signature: the query string that grants access, with its leading `?`. It
   * contradicts `.accountKey()`; calling it again replaces the earlier signature.
   *
   * @example
   * azureConnection("lake").sasToken(secret("AZURE_SAS_TOKEN"))
   * // => { …, "secrets": { "type": "sas_token", "sasToken": "${AZURE_SAS_TOKEN}" } }
   */
  sasToken(
    token: Alone<TGiven, "accountKey", SecretRef, "credentials are given">,
  ): Build<AzureConnectionType, Exclude<TMissing, "secrets">, TGiven | "sasToken"> {
    const sasToken = parseSecret("sas token", "the token", "AZURE_SAS_TOKEN", token);
    return this.set("secrets", asSecrets({ type: "sas_token", sasToken }), by("sasToken"));
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
  return new AzureConnectionBuilder({
    start: beginConnection(name, azureConnection),
    request: createAzureConnectionProps(name),
  });
}
