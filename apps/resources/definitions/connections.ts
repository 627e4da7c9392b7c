import {
  azureConnection,
  confluentConnection,
  confluentSchemaRegistryConnection,
  kafkaConnection,
  kinesisConnection,
  pushStreamingConnection,
  s3Connection,
  secret,
} from "@starfix/dsl";

const role = "arn:aws:iam::012345678901:role/demo-role";

/** S3 with a role, as the vendor's guide has it. */
export const objects = s3Connection("objects")
  .bucket("demo-bucket")
  .endpoint("s3.us-east-1.amazonaws.com")
  .role(role)
  .prefix("polaris-ingest/")
  .describe("What the collectors wrote.");

/** S3 with an access key. */
export const objectsByKey = s3Connection("objects-by-key")
  .bucket("demo-bucket")
  .region("eu-central-1")
  .accessKey({ id: secret("AWS_ACCESS_KEY_ID"), secret: secret("AWS_SECRET_ACCESS_KEY") });

/** Azure with an account key. */
export const blobs = azureConnection("blobs")
  .account("demoaccount")
  .container("events")
  .prefix("projectA/")
  .accountKey(secret("AZURE_ACCOUNT_KEY"));

/** Azure with a shared access signature. */
export const blobsBySignature = azureConnection("blobs-by-signature")
  .account("demoaccount")
  .container("events")
  .sasToken(secret("AZURE_SAS_TOKEN"));

/** Kafka with SASL SCRAM and certificates both ways. */
export const events = kafkaConnection("events")
  .servers("a.kafka.example.com:9093", "b.kafka.example.com:9093")
  .topic("koalas")
  .rack("use1-az1")
  .sasl({ mechanism: "SCRAM-SHA-512", username: "reader", password: secret("KAFKA_PASSWORD") })
  .ssl({
    truststore: { certificates: secret("KAFKA_CA") },
    keystore: {
      certificates: secret("KAFKA_CERTIFICATE"),
      key: secret("KAFKA_KEY"),
      keyPassword: secret("KAFKA_KEY_PASSWORD"),
    },
  });

/** Kafka with SASL PLAIN, every topic of a pattern. */
export const eventsOfEveryCity = kafkaConnection("events-of-every-city")
  .servers("kafka.example.com:9092")
  .topicPattern("koalas-.*")
  .sasl({ mechanism: "PLAIN", username: secret("KAFKA_USER"), password: secret("KAFKA_PASSWORD") });

/** Amazon MSK with a role. */
export const eventsByRole = kafkaConnection("events-by-role")
  .servers("b-1.demo.kafka.us-east-1.amazonaws.com:9098")
  .topic("koalas")
  .role(role);

/** Confluent Cloud with an API key. */
export const cloud = confluentConnection("cloud")
  .servers("pkc-12345.us-east-1.aws.confluent.cloud:9092")
  .topic("koalas")
  .key({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") });

/** Confluent Cloud with an API key in the older words. */
export const olderCloud = confluentConnection("older-cloud")
  .servers("pkc-12345.us-east-1.aws.confluent.cloud:9092")
  .topic("koalas")
  .legacyKey({ id: secret("CONFLUENT_ID"), secret: secret("CONFLUENT_SECRET") });

/** Where Avro and Protobuf records have their schemas. */
export const registry = confluentSchemaRegistryConnection("registry")
  .urls(["https://registry.example.com:8081"])
  .basic({ username: "reader", password: secret("REGISTRY_PASSWORD") });

/** Kinesis. */
export const clicks = kinesisConnection("clicks").stream("koalas").region("us-east-2").role(role);

/** Events that programs post. */
export const push = pushStreamingConnection("push").describe("Clicks of the shop.");
