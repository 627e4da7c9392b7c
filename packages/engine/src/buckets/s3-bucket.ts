import { type Bucket, BucketError } from "../bucket.ts";
import type { SourceObject } from "../engine.ts";
import { callS3, openS3Object, type S3Connect, type S3Location, type S3Service, s3Connect, sdk } from "./s3-client.ts";
import { regionOfEndpoint } from "./s3-endpoint.ts";
import { statusOf } from "./s3-error.ts";

/** Access keys of AWS, or of a service that speaks like S3. */
export interface S3Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3BucketOptions {
  readonly bucket: string;
  /** Host, with a port where needed: `s3.us-east-1.amazonaws.com`. Check it with `allowedEndpoint` first. */
  readonly endpoint: string;
  /** @default true */
  readonly tls?: boolean;
  /** Access keys. Neither these nor a role: the credentials that the machine has. */
  readonly credentials?: S3Credentials;
  /** ARN of a role to assume with the credentials that the machine has. */
  readonly role?: string;
  /** @default what the endpoint names, else `us-east-1` */
  readonly region?: string;
  /** Where `test` looks, when the credentials may only list below a prefix. @default "" */
  readonly prefix?: string;
}

/**
 * A bucket of Amazon S3 or of a service that speaks like it (addressed by path, when the endpoint is not Amazon's).
 * The AWS SDK is loaded at the first call; it tries a failed request again as it does by standard.
 *
 * @example
 * const bucket = s3Bucket({ bucket: "demo-bucket", endpoint: "s3.us-east-1.amazonaws.com", role: "arn:aws:iam::…" });
 * for await (const { key } of bucket.list("polaris-ingest/", signal)) keys.push(key);
 */
export function s3Bucket(options: S3BucketOptions): Bucket {
  const { bucket, endpoint, credentials, role } = options;
  const service: S3Service = {
    endpoint,
    tls: options.tls ?? true,
    region: options.region ?? regionOfEndpoint(endpoint),
    ...(credentials !== undefined && { credentials }),
    ...(role !== undefined && { role }),
  };
  const name = `s3://${bucket}`;
  const connect = s3Connect(service, name);
  const objectOf = (key: string, size: number, tag: string | undefined): SourceObject => {
    const location: S3Location = { kind: "s3", bucket, key, ...service, ...(tag !== undefined && { tag }) };
    return { key, size, location, open: (signal) => openS3Object(location, connect, signal) };
  };
  const reach: Reach = { bucket, name, connect, objectOf };
  return {
    name,
    list: (prefix, signal) => listObjects(reach, prefix, signal),
    find: (key, signal) => findObject(reach, key, signal),
    async test(signal) {
      const { ListObjectsV2Command } = await sdk();
      const command = new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1, Prefix: options.prefix });
      await callS3(name, signal, async () => (await connect()).send(command, { abortSignal: signal }));
    },
  };
}

interface Reach {
  readonly bucket: string;
  readonly name: string;
  readonly connect: S3Connect;
  readonly objectOf: (key: string, size: number, tag: string | undefined) => SourceObject;
}

async function* listObjects(
  { bucket, name, connect, objectOf }: Reach,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<SourceObject, void, undefined> {
  const { ListObjectsV2Command } = await sdk();
  let token: string | undefined;
  do {
    // Keys come percent-encoded, since XML cannot hold every character that a key can.
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      EncodingType: "url",
      ContinuationToken: token,
    });
    const page = await callS3(name, signal, async () => (await connect()).send(command, { abortSignal: signal }));
    for (const { Key, Size = 0, ETag } of page.Contents ?? []) {
      if (Key === undefined) continue;
      yield objectOf(decodeURIComponent(Key.replaceAll("+", " ")), Size, ETag);
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

async function findObject({ bucket, name, connect, objectOf }: Reach, key: string, signal: AbortSignal) {
  const { HeadBucketCommand, HeadObjectCommand } = await sdk();
  return callS3(name, signal, async () => {
    const s3 = await connect();
    try {
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
      return objectOf(key, head.ContentLength ?? 0, head.ETag);
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    // The answer to HEAD has no body that would say which of the two is missing.
    try {
      await s3.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal });
    } catch (error) {
      if (statusOf(error) === 404) throw new BucketError(name, `cannot read ${name}: there is no bucket of this name`);
      // One may read objects without being allowed to ask about the bucket.
      if (statusOf(error) !== 403) throw error;
    }
    return undefined;
  });
}
