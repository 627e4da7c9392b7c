import { BucketError } from "../bucket.ts";

/** The names by which Amazon S3, and the services that speak like it, refuse a request. */
const REFUSALS: Readonly<Record<string, string>> = {
  AccessDenied: "access is denied; the credentials need s3:GetObject, and s3:ListBucket for prefixes and patterns",
  Forbidden: "access is denied; the credentials need s3:GetObject, and s3:ListBucket for prefixes and patterns",
  InvalidAccessKeyId: "the access key id is not known there",
  SignatureDoesNotMatch: "the secret access key does not belong to the access key id",
  ExpiredToken: "the credentials have expired",
  ExpiredTokenException: "the credentials have expired",
  NoSuchBucket: "there is no bucket of this name",
  PermanentRedirect: "the bucket is in another region; expected the endpoint of the region of the bucket",
  AuthorizationHeaderMalformed: "the bucket is in another region; expected the endpoint of the region of the bucket",
  PreconditionFailed: "an object has changed since it was listed",
  NoSuchKey: "an object is gone since it was listed",
  SlowDown: "the service asks for fewer requests; try again later",
};

/** What the network says, by its code. */
const FAULTS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the host name of the endpoint is not known (DNS)",
  EAI_AGAIN: "the host name of the endpoint cannot be looked up now (DNS)",
  ECONNREFUSED: "the endpoint refuses connections",
  ECONNRESET: "the endpoint closed the connection",
  EPIPE: "the endpoint closed the connection",
  EHOSTUNREACH: "the endpoint cannot be reached",
  ENETUNREACH: "the endpoint cannot be reached",
  ETIMEDOUT: "the endpoint did not answer in time",
  CERT_HAS_EXPIRED: "the certificate of the endpoint has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the certificate of the endpoint is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "the certificate of the endpoint is for another host",
};

/**
 * Puts a failure of the S3 client into a sentence. The failure itself is not kept as `cause`: it may carry the key id
 * and what was signed.
 */
export function s3Error(bucket: string, error: unknown): BucketError {
  if (error instanceof BucketError) return error;
  return new BucketError(bucket, `cannot read ${bucket}: ${reasonOf(error)}`);
}

/** Status of the answer, when there was one. */
export function statusOf(error: unknown): number | undefined {
  const metadata = member(error, "$metadata");
  const status = member(metadata, "httpStatusCode");
  return typeof status === "number" ? status : undefined;
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (Object.hasOwn(REFUSALS, name)) return REFUSALS[name] as string;
  // With several addresses for one name, each attempt has its own error.
  const codes = [error, ...(error instanceof AggregateError ? error.errors : [])].map((one) => member(one, "code"));
  const fault = codes.find((code) => typeof code === "string" && Object.hasOwn(FAULTS, code));
  if (typeof fault === "string") return FAULTS[fault] as string;
  if (name === "TimeoutError") return FAULTS.ETIMEDOUT as string;
  switch (statusOf(error)) {
    case 301:
      return REFUSALS.PermanentRedirect as string;
    case 401:
    case 403:
      return REFUSALS.AccessDenied as string;
    case undefined:
      return `the request failed (${name || "unknown reason"})`;
    default:
      return `the service answered ${statusOf(error)} ${name}`;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
