import type { SourceObject } from "./engine.ts";

/** A bucket that can be listed and read: Amazon S3, or a local folder. */
export interface Bucket {
  /** How the bucket is named in messages, `s3://demo-bucket`. */
  readonly name: string;
  /** Objects whose key starts with `prefix`, in the order of their keys (by UTF-8 bytes, as S3 lists them). */
  list(prefix: string, signal: AbortSignal): AsyncIterable<SourceObject>;
  /** One object; undefined when there is none of this key. */
  find(key: string, signal: AbortSignal): Promise<SourceObject | undefined>;
  /** Reaches the bucket with its credentials, or throws {@link BucketError}. */
  test(signal: AbortSignal): Promise<void>;
}

/** A bucket could not be reached, listed or read. The message never holds a credential. */
export class BucketError extends Error {
  readonly bucket: string;
  constructor(bucket: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BucketError";
    this.bucket = bucket;
  }
}
