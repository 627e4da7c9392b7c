import { internal, s3Connection } from "@starfix/dsl";

/** The lake that all teams read: cleaned exports of the shop, as one JSON object a line. */
export const lake = s3Connection("acme-lake")
  .bucket("acme-lake")
  .region("eu-central-1")
  .role("arn:aws:iam::012345678901:role/acme-lake-reader");

/**
 * Exports as they come from the shop, with addresses of customers.
 *
 * @internal
 */
export const landing = internal(
  s3Connection("acme-landing")
    .bucket("acme-landing")
    .region("eu-central-1")
    .role("arn:aws:iam::012345678901:role/acme-landing-reader"),
);
