import { zCreateConnectionRequest, zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
import type { CompileIssue } from "../issues/compile-issue.ts";
import { partOfRequest } from "../locate/part-of-request.ts";
import type { CheckedRequest } from "./check-request.ts";
import { jsonPointer } from "./json-pointer.ts";

const schemas = { connection: zCreateConnectionRequest, table: zTableRequest, job: zCreateJobRequest };

/**
 * Says what in a request the contract does not allow. Apart from the rest, because zod takes longer to load than a hundred
 * definitions to compile, and only what is wrong needs it. It has the last word: without an issue the request is right.
 */
export function explainRefused({ emitted, json }: CheckedRequest): readonly CompileIssue[] {
  const { kind, name, position, patches = [] } = emitted;
  const parsed = schemas[kind].safeParse(json);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap(faultsOf).map(({ path, message, of }): CompileIssue => {
    const part = { ...partOfRequest(json, path, patches.length > 0), ...of };
    return { code: "invalid_request", kind, name, position, part, pointer: jsonPointer(path), message };
  });
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
