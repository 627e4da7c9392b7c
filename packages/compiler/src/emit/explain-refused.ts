import { zCreateConnectionRequest, zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
import type { CompileIssue } from "../issues.ts";
import { partOfRequest } from "../locate/part-of-request.ts";
import { printArtifact, type RefusedRequest, type RequestArtifact } from "./emit-artifact.ts";
import { jsonPointer } from "./json-pointer.ts";

const schemas = { connection: zCreateConnectionRequest, table: zTableRequest, job: zCreateJobRequest };

/**
 * Says what in a request the contract does not allow. Apart from the rest, because zod takes longer to load than a hundred
 * definitions to compile, and only what is wrong needs it. It has the last word: what it lets pass is an artifact.
 */
export function explainRefused({
  refused,
  json,
  secrets,
}: RefusedRequest): RequestArtifact | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, position, patches = [] } = refused;
  const parsed = schemas[kind].safeParse(json);
  if (parsed.success) return printArtifact(refused, json, secrets);
  const issues = parsed.error.issues.flatMap(faultsOf).map(({ path, message, of }): CompileIssue => {
    const part = { ...partOfRequest(json, path, patches.length > 0), ...of };
    return { code: "invalid_request", kind, name, position, part, pointer: jsonPointer(path), message };
  });
  return { issues };
}

type ContractIssue = NonNullable<ReturnType<typeof zTableRequest.safeParse>["error"]>["issues"][number];

interface ContractFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Whether the member itself is wrong, and not its value. */
  readonly of?: { readonly of: "name" };
}

/** Members that the contract does not know are a fault each, at the member. */
function faultsOf(issue: ContractIssue): readonly ContractFault[] {
  if (issue.code !== "unrecognized_keys") return [issue];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: `expected a member that the contract has, received ${JSON.stringify(key)}`,
    of: { of: "name" },
  }));
}
