import {
  allowedEndpoint,
  type Bucket,
  BucketError,
  type S3Credentials,
  type S3Endpoint,
  s3Bucket,
} from "@starfix/engine";
import type { CliContext } from "../context.ts";
import { UserError } from "../user-error.ts";
import { listObjects, type SampleSource } from "./sample-source.ts";

/**
 * An object of S3, or all objects under a prefix. A URI that names an object is that object; any other is a prefix.
 * Credentials come from the environment, else from where the AWS SDK finds them on this machine.
 */
export async function s3Source(uri: string, endpoint: string | undefined, context: CliContext): Promise<SampleSource> {
  const { name, key } = parseUri(uri);
  const { signal } = context;
  const bucket = openBucket(name, endpoint, context);
  try {
    const object = key === "" || key.endsWith("/") ? undefined : await bucket.find(key, signal);
    if (object !== undefined) return { objects: [{ name: uri, object }], notes: [] };
    const source = await listObjects(bucket.list(key, signal), (one) => ({
      name: `s3://${name}/${one.key}`,
      object: one,
    }));
    if (source.objects.length > 0) return source;
  } catch (error) {
    if (error instanceof BucketError) throw new UserError(error.message, { cause: error });
    throw error;
  }
  throw new UserError(`no object ${uri}, and none with data under that prefix`);
}

function parseUri(uri: string): { readonly name: string; readonly key: string } {
  const found = /^s3:\/\/([^/]+)(?:\/([\s\S]*))?$/.exec(uri);
  if (found === null) {
    throw new UserError(
      `invalid S3 URI: expected s3://bucket/key or s3://bucket/prefix/, received ${JSON.stringify(uri)}`,
    );
  }
  return { name: found[1] as string, key: found[2] ?? "" };
}

function openBucket(bucket: string, option: string | undefined, { env }: CliContext): Bucket {
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const { host, tls } = endpointOf(option, env, region);
  const credentials = credentialsOf(env);
  return s3Bucket({
    bucket,
    endpoint: host,
    tls,
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
  });
}

/** The one that is named, by option or by the environment of the AWS tools; else Amazon's own of the region. */
function endpointOf(option: string | undefined, env: CliContext["env"], region: string | undefined): S3Endpoint {
  const [named, from] =
    option !== undefined
      ? [option, "--s3-endpoint"]
      : env.AWS_ENDPOINT_URL_S3
        ? [env.AWS_ENDPOINT_URL_S3, "AWS_ENDPOINT_URL_S3"]
        : [env.AWS_ENDPOINT_URL, "AWS_ENDPOINT_URL"];
  if (!named) {
    const host = region === undefined ? "s3.us-east-1.amazonaws.com" : `s3.${region}.amazonaws.com`;
    const found = allowedEndpoint(host, []);
    if (found !== undefined) return found;
    throw new UserError(
      `invalid AWS_REGION: expected a region such as us-east-1, received ${JSON.stringify(region)}; or give --s3-endpoint`,
    );
  }
  const found = allowedEndpoint(named.replace(/^https?:\/\//, "").replace(/\/$/, ""), [named]);
  if (found !== undefined) return found;
  throw new UserError(
    `invalid ${from}: expected a host such as s3.us-east-1.amazonaws.com or http://127.0.0.1:9000, received ${JSON.stringify(named)}`,
  );
}

function credentialsOf(env: CliContext["env"]): S3Credentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(token ? { sessionToken: token } : {}) };
}
