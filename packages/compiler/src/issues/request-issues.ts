import type { IssueTable, NamedFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What can be wrong with the request that a definition becomes. */
export interface RequestIssueFacts {
  readonly invalid_request: NamedFacts & {
    /** JSON pointer into the request. */
    readonly pointer: string;
    readonly message: string;
  };
  readonly patch_threw: NamedFacts & { readonly message: string };
}

export const requestIssues: IssueTable<RequestIssueFacts> = {
  invalid_request: {
    severity: "error",
    title: "A request that does not fit the contract",
    meaning:
      "The definition becomes a request body, and that body is held against the contract of the service before it is written. A value has the wrong type or length, or .patch() put something there that the contract does not know.",
    fix: "Change the value that the JSON pointer names; what .patch() returns must fit the contract too.",
    example: {
      wrong: `export const other = s3Connection("other")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role")
  .patch((json) => ({ ...json, bucket: 7 }));`,
      right: `export const other = s3Connection("other")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role")
  .patch((json) => ({ ...json, description: "read by three teams" }));`,
    },
    message: ({ kind, name, pointer, message }) =>
      `${kind} ${quoted(name)} does not fit the contract at ${pointer || "/"}: ${message}`,
  },
  patch_threw: {
    severity: "error",
    title: "A patch threw an error",
    meaning:
      "A function that was given to .patch() threw an error, or returned nothing, when it was given the request.",
    fix: 'Return the whole request from the function, as in (json) => ({ ...json, description: "…" }).',
    example: {
      wrong: `export const other = s3Connection("other")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role")
  .patch(() => {
  throw new Error("no such stage");
});`,
      right: `export const other = s3Connection("other")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role")
  .patch((json) => ({ ...json, description: "read by three teams" }));`,
    },
    message: ({ kind, name, message }) => `patch of ${kind} ${quoted(name)}: ${message}`,
  },
};
