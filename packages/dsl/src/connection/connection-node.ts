import type {
  AccessKeySecretsWritable,
  AwsIamSecrets,
  BasicSecretsWritable,
  ConfluentSecretsWritable,
  CreateAzureConnectionRequest,
  CreateConfluentConnectionRequest,
  CreateConfluentSchemaRegistryConnectionRequest,
  CreateKafkaConnectionRequest,
  CreateKinesisConnectionRequest,
  CreatePushStreamingConnectionRequest,
  CreateS3ConnectionRequest,
  KafkaPemKeystore,
  KafkaPemTruststore,
  SaslPlainSecretsWritable,
  SaslScramSecretsWritable,
  SasTokenSecrets,
} from "@starfix/schema";
import type { AboutNode } from "../about/about-node.ts";
import type { Origin } from "../origin.ts";
import type { Patch } from "../patch.ts";
import type { SecretRef } from "../secret.ts";

/** Credentials in a definition: the members `TSecret` are references, other texts may be. */
type Referenced<TCredentials, TSecret extends keyof TCredentials> = {
  readonly [TKey in keyof TCredentials]: TKey extends TSecret
    ? SecretRef
    : string extends TCredentials[TKey]
      ? TCredentials[TKey] | SecretRef
      : TCredentials[TKey];
};

type Without<TRequest, TKey extends keyof TRequest> = Readonly<Omit<TRequest, TKey>>;

/** Credentials of AWS, or the key of an Azure storage account. */
export type AccessKeyCredentials = Referenced<AccessKeySecretsWritable, "accessKeySecret">;
export type SasTokenCredentials = Referenced<SasTokenSecrets, "sasToken">;
export type SaslPlainCredentials = Referenced<SaslPlainSecretsWritable, "password">;
export type SaslScramCredentials = Referenced<SaslScramSecretsWritable, "password">;
export type ConfluentCredentials = Referenced<ConfluentSecretsWritable, "secret">;
export type BasicCredentials = Referenced<BasicSecretsWritable, "password">;
export type AwsIamCredentials = Readonly<AwsIamSecrets>;

/** The request body of an S3 connection. */
export interface S3ConnectionRequest extends Without<CreateS3ConnectionRequest, "secrets"> {
  readonly secrets?: AccessKeyCredentials;
}

/** The request body of an Azure connection. */
export interface AzureConnectionRequest extends Without<CreateAzureConnectionRequest, "secrets"> {
  readonly secrets: AccessKeyCredentials | SasTokenCredentials;
}

/** The request body of a Kafka connection. */
export interface KafkaConnectionRequest extends Without<CreateKafkaConnectionRequest, "secrets" | "ssl"> {
  readonly ssl?: KafkaSslRequest;
  readonly secrets: SaslPlainCredentials | SaslScramCredentials | AwsIamCredentials;
}

/** Certificates for TLS between the service and the brokers. */
export interface KafkaSslRequest {
  readonly keystore?: Referenced<KafkaPemKeystore, "key" | "keyPassword">;
  readonly truststore?: Referenced<KafkaPemTruststore, never>;
}

/** The request body of a connection to Confluent Cloud. */
export interface ConfluentConnectionRequest extends Without<CreateConfluentConnectionRequest, "secrets"> {
  readonly secrets: SaslPlainCredentials | ConfluentCredentials;
}

/** The request body of a connection to a Confluent schema registry. */
export interface ConfluentSchemaRegistryConnectionRequest
  extends Without<CreateConfluentSchemaRegistryConnectionRequest, "secrets"> {
  readonly secrets: BasicCredentials;
}

/** The request body of a Kinesis connection. */
export interface KinesisConnectionRequest extends Readonly<CreateKinesisConnectionRequest> {}

/** The request body of a push connection. */
export interface PushStreamingConnectionRequest extends Readonly<CreatePushStreamingConnectionRequest> {}

/** A complete connection; `request.type` is its type. Secrets in the request are references. */
interface NodeOf<TRequest> {
  readonly kind: "connection";
  readonly name: string;
  readonly origin: Origin;
  readonly request: TRequest;
  /** Changes to the request, in the order in which they were given. */
  readonly patches: readonly Patch[];
  readonly about?: AboutNode;
}

export interface S3ConnectionNode extends NodeOf<S3ConnectionRequest> {}
export interface AzureConnectionNode extends NodeOf<AzureConnectionRequest> {}
export interface KafkaConnectionNode extends NodeOf<KafkaConnectionRequest> {}
export interface ConfluentConnectionNode extends NodeOf<ConfluentConnectionRequest> {}
export interface ConfluentSchemaRegistryConnectionNode extends NodeOf<ConfluentSchemaRegistryConnectionRequest> {}
export interface KinesisConnectionNode extends NodeOf<KinesisConnectionRequest> {}
export interface PushStreamingConnectionNode extends NodeOf<PushStreamingConnectionRequest> {}

/** A connection for batch jobs, which read objects. */
export type ObjectStoreConnectionNode = S3ConnectionNode | AzureConnectionNode;

/** A connection for streaming jobs, which read records. */
export type StreamConnectionNode =
  | KafkaConnectionNode
  | ConfluentConnectionNode
  | KinesisConnectionNode
  | PushStreamingConnectionNode;

/** A complete connection of any type. */
export type ConnectionNode = ObjectStoreConnectionNode | StreamConnectionNode | ConfluentSchemaRegistryConnectionNode;
