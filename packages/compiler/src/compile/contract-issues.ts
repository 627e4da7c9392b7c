import { jsonPointer } from "@starfix/rules";
import { zCreateConnectionRequest, zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { compileIssueOf } from "./rule-issues.ts";

const schemas = { connection: zCreateConnectionRequest, table: zTableRequest, job: zCreateJobRequest };

export function contractIssuesOf(prepared: PreparedRequest): readonly CompileIssue[] {
  const parsed = schemas[prepared.emitted.kind].safeParse(prepared.json);
  if (parsed.success) return [];
  return parsed.error.issues
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ path: [...issue.path, key], of: "name" as const }))
        : [{ path: issue.path }],
    )
    .map((one) =>
      compileIssueOf(
        {
          code: "invalid_request",
          severity: "error",
          pointer: jsonPointer(one.path),
          member: one.path.join("."),
          expected: "x",
          received: "y",
          ...one,
        },
        prepared,
      ),
    );
}
