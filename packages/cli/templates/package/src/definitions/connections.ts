import { internal, s3Connection } from "@starfix/dsl";

/** The bucket that all teams read. */
export const lake = s3Connection("lake")
  .bucket("demo-bucket")
  .endpoint("s3.us-east-1.amazonaws.com")
  .role("arn:aws:iam::012345678901:role/demo-role");

/**
 * Only for jobs of this package: `internal()` is for `starfix check`, the tag below for TypeScript.
 *
 * @internal
 */
export const landing = internal(
  s3Connection("landing")
    .bucket("demo-landing")
    .endpoint("s3.us-east-1.amazonaws.com")
    .role("arn:aws:iam::012345678901:role/demo-role"),
);
