import { expect, test } from "vitest";
import { BucketError } from "../bucket.ts";
import { s3Error } from "./s3-error.ts";

const failure = (members: Record<string, unknown>) => Object.assign(new Error("AKIASECRET was signed"), members);

test.each([
  [{ name: "AccessDenied", $metadata: { httpStatusCode: 403 } }, "access is denied"],
  [{ name: "403", $metadata: { httpStatusCode: 403 } }, "access is denied"],
  [{ name: "NoSuchBucket" }, "there is no bucket of this name"],
  [{ name: "InvalidAccessKeyId" }, "the access key id is not known there"],
  [{ name: "SignatureDoesNotMatch" }, "the secret access key does not belong to the access key id"],
  [{ name: "ExpiredToken" }, "the credentials have expired"],
  [{ name: "Unknown", $metadata: { httpStatusCode: 301 } }, "the bucket is in another region"],
  [{ name: "Error", code: "ENOTFOUND" }, "the host name of the endpoint is not known (DNS)"],
  [{ name: "Error", code: "ECONNREFUSED" }, "the endpoint refuses connections"],
  [{ name: "TimeoutError" }, "the endpoint did not answer in time"],
  [{ name: "InternalError", $metadata: { httpStatusCode: 500 } }, "the service answered 500 InternalError"],
  [{ name: "toString" }, "the request failed (toString)"],
])("%j has its own sentence, without what was signed", (members, sentence) => {
  const error = s3Error("s3://zoo", failure(members));
  expect(error).toBeInstanceOf(BucketError);
  expect(error.message).toContain(`cannot read s3://zoo: ${sentence}`);
  expect(error.message).not.toContain("AKIASECRET");
  expect(error.cause).toBeUndefined();
});

test("of several attempts for one name, the fault of one is told", () => {
  const error = new AggregateError([failure({ code: "ECONNREFUSED" }), failure({ code: "ECONNREFUSED" })]);
  expect(s3Error("s3://zoo", error).message).toBe("cannot read s3://zoo: the endpoint refuses connections");
});
