import type { KafkaSsl } from "@starfix/schema";
import { DefinitionError, refuse } from "../definition-error.ts";
import { isSecretRef, type SecretRef } from "../secret.ts";
import type { KafkaSslRequest } from "./connection-node.ts";
import { membersOf, parseSecret } from "./credentials.ts";

/** Certificates for TLS with the brokers; at least one of the two. */
export interface KafkaSslOptions {
  /** Whom the service trusts; without it, the public authorities. */
  readonly truststore?: {
    /** Certificates of the authorities that sign for the brokers, as PEM, one after the other. */
    readonly certificates: string | SecretRef;
  };
  /** What the service shows to the brokers, where they ask for a certificate. */
  readonly keystore?: {
    /** The certificate of the client and what it is signed by, as PEM, one after the other. */
    readonly certificates: string | SecretRef;
    /** The private key of the first certificate, as PEM in PKCS #8, by the name under which it is found. */
    readonly key: SecretRef;
    /** Password of the private key, where it has one. */
    readonly keyPassword?: SecretRef;
  };
}

const certificatePattern = /^\s*(-----BEGIN CERTIFICATE-----\s[\s\S]+?\s-----END CERTIFICATE-----\s*)+$/;

export function parseKafkaSsl(value: KafkaSslOptions): KafkaSsl {
  const { truststore, keystore } = membersOf("ssl", value, ["truststore", "keystore"]);
  if (truststore === undefined && keystore === undefined) {
    refuse("ssl", "a truststore or a keystore, such as { truststore: { certificates } }", value);
  }
  const ssl: KafkaSslRequest = {
    ...(keystore !== undefined && { keystore: parseKeystore(keystore) }),
    ...(truststore !== undefined && { truststore: parseTruststore(truststore) }),
  };
  // A reference stands where the contract has the text; the compiler writes `${NAME}` there.
  return ssl as unknown as KafkaSsl;
}

function parseKeystore(value: unknown): NonNullable<KafkaSslRequest["keystore"]> {
  const { certificates, key, keyPassword } = membersOf("keystore", value, ["certificates", "key", "keyPassword"]);
  return {
    type: "pem",
    certificates: parseCertificates("keystore", certificates),
    key: parseSecret("keystore", "the key", "KAFKA_KEY", key),
    ...(keyPassword !== undefined && {
      keyPassword: parseSecret("keystore", "the password of the key", "KAFKA_KEY_PASSWORD", keyPassword),
    }),
  };
}

function parseTruststore(value: unknown): NonNullable<KafkaSslRequest["truststore"]> {
  const { certificates } = membersOf("truststore", value, ["certificates"]);
  return { type: "pem", certificates: parseCertificates("truststore", certificates) };
}

/** What is no certificate may be a key, so it is not repeated. */
function parseCertificates(what: string, value: unknown): string | SecretRef {
  if (isSecretRef(value) || (typeof value === "string" && certificatePattern.test(value))) return value;
  throw new DefinitionError(
    `invalid ${what}: expected certificates as PEM, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, or as a reference such as secret("KAFKA_CERTIFICATES"), received another value (not shown, in case it is a key)`,
  );
}
