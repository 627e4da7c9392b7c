import {
  allowedEndpoint,
  type Bucket,
  BucketError,
  type ConnectionRecord,
  localBucket,
  s3Bucket,
} from "@starfix/engine";
import type { SecretBox } from "../secrets/secret-box.ts";
import { openAccessKeys } from "./connection-secrets.ts";

/** How the server gets at the data behind connections. */
export interface Sources {
  readonly box: SecretBox;
  /** Buckets that are local folders: name to folder. */
  readonly buckets: ReadonlyMap<string, string>;
  /** Endpoints that the operator allows beside those of AWS. */
  readonly s3Endpoints: readonly string[];
}

/**
 * Opens the bucket of a connection: a local folder when the operator mapped the bucket to one, whatever the credentials
 * say; otherwise S3 with the role or the decrypted access keys. Throws BucketError or SecretBoxError.
 */
export function openSource({ box, buckets, s3Endpoints }: Sources, record: ConnectionRecord): Bucket {
  const { awsAssumedRoleArn: role, awsEndpoint, bucket, prefix = "" } = record;
  const folder = buckets.get(bucket);
  if (folder !== undefined) return localBucket({ name: bucket, folder });
  // The list may have been shortened since the connection was stored.
  const endpoint = allowedEndpoint(awsEndpoint, s3Endpoints);
  if (endpoint === undefined) {
    const name = `s3://${bucket}`;
    throw new BucketError(name, `cannot read ${name}: this server does not allow the endpoint ${awsEndpoint}`);
  }
  const keys = openAccessKeys(box, record);
  return s3Bucket({
    bucket,
    endpoint: endpoint.host,
    tls: endpoint.tls,
    prefix,
    ...(keys === undefined
      ? {}
      : { credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.accessKeySecret } }),
    ...(role === undefined ? {} : { role }),
  });
}
