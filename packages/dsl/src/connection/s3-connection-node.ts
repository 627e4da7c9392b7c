import type { Origin } from "../origin.ts";
import type { SecretRef } from "../secret.ts";

/** The request body of an S3 connection; secrets are references. Keys stand in the order of the artifact. */
export interface S3ConnectionRequest {
  readonly type: "s3";
  readonly name: string;
  readonly description?: string;
  readonly bucket: string;
  readonly awsEndpoint: string;
  readonly awsAssumedRoleArn?: string;
  readonly prefix?: string;
  readonly secrets?: {
    readonly type: "access_key";
    readonly accessKeyId: string | SecretRef;
    readonly accessKeySecret: SecretRef;
  };
}

/** A complete S3 connection. */
export interface S3ConnectionNode {
  readonly kind: "connection";
  readonly name: string;
  readonly origin: Origin;
  readonly request: S3ConnectionRequest;
}
