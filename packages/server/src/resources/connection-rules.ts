import { isAllowedEndpoint } from "@starfix/engine";
import { type ErrorDetail, mistake } from "../http/api-error.ts";
import { describeValue } from "../http/describe-value.ts";

/** A connection as it would be after the request, with what is known of its access keys. */
export interface ConnectionDraft {
  readonly name: string;
  readonly bucket: string;
  readonly awsEndpoint: string;
  readonly awsAssumedRoleArn?: string | undefined;
  readonly secrets?:
    | { readonly accessKeyId?: string | undefined; readonly accessKeySecret?: string | undefined }
    | undefined;
}

/** ASCII letters, digits, `.`, `_` and `-`; a name of dots alone would be lost in a path. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;
/** The widest rule that Amazon S3 ever had for a bucket. */
const BUCKET = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** Everything that is wrong with a connection beyond its schema. */
export function connectionMistakes(draft: ConnectionDraft, s3Endpoints: readonly string[]): readonly ErrorDetail[] {
  const mistakes: ErrorDetail[] = [];
  const refuse = (target: string, name: string, expected: string, received: string) => {
    mistakes.push(mistake(target, `invalid ${name}: expected ${expected}, received ${received}`));
  };
  const { name, bucket, awsEndpoint, awsAssumedRoleArn: role, secrets } = draft;
  if (!NAME.test(name)) refuse("/name", "name", "1 to 64 of the characters A-Z a-z 0-9 . _ -", describeValue(name));
  if (!BUCKET.test(bucket)) refuse("/bucket", "bucket", "the name of one bucket", describeValue(bucket));
  if (!isAllowedEndpoint(awsEndpoint, s3Endpoints)) {
    const known = ["a host of Amazon S3 such as s3.us-east-1.amazonaws.com", ...s3Endpoints].join(" or ");
    refuse("/awsEndpoint", "awsEndpoint", known, describeValue(awsEndpoint));
  }
  if (role !== undefined && !ROLE.test(role)) {
    refuse("/awsAssumedRoleArn", "awsAssumedRoleArn", "arn:aws:iam::<12 digits>:role/<name>", describeValue(role));
  }
  if (role === undefined && secrets === undefined) {
    refuse("", "connection", "awsAssumedRoleArn or secrets", "neither");
  }
  if (role !== undefined && secrets !== undefined) {
    refuse("/secrets", "connection", "either awsAssumedRoleArn or secrets", "both");
  }
  if (secrets !== undefined) {
    if (!secrets.accessKeyId) refuse("/secrets/accessKeyId", "secrets", "an accessKeyId", "none");
    if (!secrets.accessKeySecret) refuse("/secrets/accessKeySecret", "secrets", "an accessKeySecret", "none");
  }
  return mistakes;
}
