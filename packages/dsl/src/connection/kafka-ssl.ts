import type { KafkaSsl } from "@starfix/schema";
import { DefinitionError, refuse } from "../definition-error.ts";
import { isSecretRef, type SecretRef } from "../secret.ts";
import type { KafkaSslRequest } from "./connection-node.ts";
import { membersOf, parseSecret } from "./credentials.ts";

/** Certificates for TLS with the brokers; at least one member is required. */
export interface KafkaSslOptions {
  /** Certificate authorities to trust. @default public authorities */
  readonly truststore?: {
    /** Certificates of the authorities that sign for the brokers, as PEM, one after the other. */
    readonly certificates: string | SecretRef;
  };
  /** Client certificate for mutual TLS. */
  readonly keystore?: {
    /** Chain of the client certificate, as PEM. */
    readonly certificates: string | SecretRef;
    /** Reference to the private key of the first certificate, as PEM in PKCS #8. */
    readonly key: SecretRef;
    /** Password of the private key, if it has one. */
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
  // The contract has strings where a builder has references; the compiler replaces them by `${NAME}`.
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

/** Checks a certificate. Another value is not shown in the message, since it may be a private key. */
function parseCertificates(what: string, value: unknown): string | SecretRef {
  if (isSecretRef(value) || (typeof value === "string" && certificatePattern.test(value))) return value;
  throw new DefinitionError(
    `invalid ${what}: expected certificates as PEM, each from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, or as a reference such as secret("KAFKA_CERTIFICATES"), received another value (not shown, in case it is a key)`,
  );
}
