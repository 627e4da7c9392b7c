import { PassThrough, type Readable } from "node:stream";
import type * as Sdk from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { BucketError } from "../bucket.ts";
import type { ObjectLocation } from "../engine.ts";
import { isAwsHost } from "./s3-endpoint.ts";
import { s3Error } from "./s3-error.ts";

export type S3Location = Extract<ObjectLocation, { readonly kind: "s3" }>;
/** The service that an object lies in, and the credentials for it. */
export type S3Service = Omit<S3Location, "kind" | "bucket" | "key" | "tag">;
/** The client of one service, made at the first call. */
export type S3Connect = () => Promise<S3Client>;

export const sdk = (): Promise<typeof Sdk> => import("@aws-sdk/client-s3");

/** The AWS SDK is loaded, and the client made, at the first call. */
export function s3Connect(service: S3Service, name: string): S3Connect {
  let opened: Promise<S3Client> | undefined;
  return () => {
    opened ??= createClient(service, name);
    return opened;
  };
}

/** Starts to read an object as stored. */
export async function openS3Object(
  { bucket, key, tag }: Pick<S3Location, "bucket" | "key" | "tag">,
  connect: S3Connect,
  signal: AbortSignal,
): Promise<Readable> {
  const name = `s3://${bucket}`;
  const { GetObjectCommand } = await sdk();
  const command = new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: tag });
  const answer = await callS3(name, signal, async () => (await connect()).send(command, { abortSignal: signal }));
  const bytes = new PassThrough({ highWaterMark: 256 * 1024 });
  // On Node the body is a Readable; its type covers browsers too.
  const body = answer.Body as unknown as Readable;
  body.on("error", (error) => bytes.destroy(s3Error(name, error)));
  bytes.once("close", () => body.destroy());
  return body.pipe(bytes);
}

export async function callS3<TAnswer>(
  name: string,
  signal: AbortSignal,
  send: () => Promise<TAnswer>,
): Promise<TAnswer> {
  try {
    signal.throwIfAborted();
    return await send();
  } catch (error) {
    signal.throwIfAborted();
    throw s3Error(name, error);
  }
}

async function createClient({ endpoint, tls, region, ...keys }: S3Service, name: string): Promise<S3Client> {
  const { S3Client } = await sdk();
  const credentials = keys.credentials ?? (await roleCredentials(keys.role, region, name));
  return new S3Client({
    region,
    endpoint: `${tls ? "https" : "http"}://${endpoint}`,
    forcePathStyle: !isAwsHost(endpoint),
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
