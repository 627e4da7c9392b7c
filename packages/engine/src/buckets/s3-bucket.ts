import { PassThrough, type Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import { type Bucket, BucketError, type BucketObject } from "../bucket.ts";
import { isAwsHost, regionOfEndpoint } from "./s3-endpoint.ts";
import { s3Error, statusOf } from "./s3-error.ts";

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
  const name = `s3://${options.bucket}`;
  let opened: Promise<S3Client> | undefined;
  const client = () => {
    opened ??= createClient(options, name);
    return opened;
  };
  return {
    name,
    list: (prefix, signal) => listObjects(options.bucket, name, client, prefix, signal),
    find: (key, signal) => findObject(options.bucket, name, client, key, signal),
    async test(signal) {
      const { ListObjectsV2Command } = await sdk();
      const command = new ListObjectsV2Command({ Bucket: options.bucket, MaxKeys: 1, Prefix: options.prefix });
      await call(name, signal, async () => (await client()).send(command, { abortSignal: signal }));
    },
  };
}

type Client = () => Promise<S3Client>;

const sdk = () => import("@aws-sdk/client-s3");

async function createClient(options: S3BucketOptions, name: string): Promise<S3Client> {
  const { S3Client } = await sdk();
  const region = options.region ?? regionOfEndpoint(options.endpoint);
  const credentials = options.credentials ?? (await roleCredentials(options.role, region, name));
  return new S3Client({
    region,
    endpoint: `${options.tls === false ? "http" : "https"}://${options.endpoint}`,
    forcePathStyle: !isAwsHost(options.endpoint),
    ...(credentials === undefined ? {} : { credentials }),
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
  });
}

async function roleCredentials(role: string | undefined, region: string, name: string) {
  if (role === undefined) return undefined;
  const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
  const assume = fromTemporaryCredentials({
    params: { RoleArn: role, RoleSessionName: "starfix" },
    clientConfig: { region },
  });
  return async () => {
    try {
      return await assume();
    } catch (error) {
      const reason = error instanceof Error ? error.name : "unknown reason";
      throw new BucketError(
        name,
        `cannot read ${name}: the role ${role} cannot be assumed (${reason}); ` +
          "expected credentials on this machine that the trust policy of the role names",
      );
    }
  };
}

async function* listObjects(
  bucket: string,
  name: string,
  client: Client,
  prefix: string,
  signal: AbortSignal,
): AsyncGenerator<BucketObject, void, undefined> {
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
    const page = await call(name, signal, async () => (await client()).send(command, { abortSignal: signal }));
    for (const { Key, Size = 0, ETag } of page.Contents ?? []) {
      if (Key === undefined) continue;
      yield objectOf(bucket, name, client, decodeURIComponent(Key.replaceAll("+", " ")), Size, ETag);
    }
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

async function findObject(bucket: string, name: string, client: Client, key: string, signal: AbortSignal) {
  const { HeadBucketCommand, HeadObjectCommand } = await sdk();
  return call(name, signal, async () => {
    const s3 = await client();
    try {
      const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal });
      return objectOf(bucket, name, client, key, head.ContentLength ?? 0, head.ETag);
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

function objectOf(
  bucket: string,
  name: string,
  client: Client,
  key: string,
  size: number,
  tag: string | undefined,
): BucketObject {
  return { key, size, open: (signal) => openObject(bucket, name, client, { key, tag }, signal) };
}

async function openObject(
  bucket: string,
  name: string,
  client: Client,
  { key, tag }: { readonly key: string; readonly tag: string | undefined },
  signal: AbortSignal,
): Promise<Readable> {
  const { GetObjectCommand } = await sdk();
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: tag });
  const answer = await call(name, signal, async () => (await client()).send(command, { abortSignal: signal }));
  const bytes = new PassThrough({ highWaterMark: 256 * 1024 });
  // On Node the body is a Readable; its type covers browsers too.
  const body = answer.Body as unknown as Readable;
  body.on("error", (error) => bytes.destroy(s3Error(name, error)));
  bytes.once("close", () => body.destroy());
  return body.pipe(bytes);
}

async function call<TAnswer>(name: string, signal: AbortSignal, send: () => Promise<TAnswer>): Promise<TAnswer> {
  try {
    signal.throwIfAborted();
    return await send();
  } catch (error) {
    signal.throwIfAborted();
    throw s3Error(name, error);
  }
}
