import { allowedEndpoint, type Bucket, BucketError, localBucket, s3Bucket } from "@starfix/engine";
import type { CreateS3ConnectionRequest } from "@starfix/schema";
import type { ConnectionRecord } from "@starfix/store";
import type { SecretBox } from "../secrets/secret-box.ts";
import { openSecrets, requestOf } from "./connection-parts.ts";

/** How the server gets at the data behind connections. */
export interface Sources {
  readonly box: SecretBox;
  /** Buckets that are local folders: name to folder. */
  readonly buckets: ReadonlyMap<string, string>;
  /** Endpoints that the operator allows in addition to those of AWS. */
  readonly s3Endpoints: readonly string[];
}

/** A bucket and the prefix below which a connection reaches it. */
export interface OpenSource {
  readonly bucket: Bucket;
  readonly prefix: string;
}

/**
 * Opens the bucket of a connection: a local folder when the operator mapped the bucket to one, whatever the credentials
 * are; otherwise S3 with the role or the decrypted access keys. Throws BucketError or SecretBoxError.
 */
export function openSource({ box, buckets, s3Endpoints }: Sources, record: ConnectionRecord): OpenSource {
  const { members } = record;
  if (record.type !== "s3") {
    const name = `${record.type} connection ${record.name}`;
    throw new BucketError(name, `cannot read the ${name}: this server reads S3 connections only`);
  }
  // The record is made of a request of this type.
  const { awsAssumedRoleArn: role, awsEndpoint, bucket, prefix = "" } = members as unknown as CreateS3ConnectionRequest;
  const folder = buckets.get(bucket);
  if (folder !== undefined) return { bucket: localBucket({ name: bucket, folder }), prefix };
  // The list may have been shortened since the connection was stored.
  const endpoint = allowedEndpoint(awsEndpoint, s3Endpoints);
  if (endpoint === undefined) {
    const name = `s3://${bucket}`;
    throw new BucketError(name, `cannot read ${name}: this server does not allow the endpoint ${awsEndpoint}`);
  }
  const { secrets } = requestOf(record, { members, secrets: openSecrets(box, record) }) as CreateS3ConnectionRequest; // As above.
  const { accessKeyId, accessKeySecret } = { accessKeyId: undefined, accessKeySecret: undefined, ...secrets };
  const credentials =
    accessKeyId === undefined || accessKeySecret === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey: accessKeySecret } };
  const { host, tls } = endpoint;
  const opened = s3Bucket({
    bucket,
    endpoint: host,
    tls,
    prefix,
    ...credentials,
    ...(role === undefined ? {} : { role }),
  });
  return { bucket: opened, prefix };
}
