import { checkBody } from "@starfix/rules/contract";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { PreparedRequest } from "./prepare-request.ts";
import { compileIssueOf } from "./rule-issues.ts";

/** What the contract does not allow in a request. Loads zod, which takes longer than compiling a hundred definitions. */
export function contractIssuesOf(prepared: PreparedRequest): readonly CompileIssue[] {
  return checkBody(prepared.emitted.kind, prepared.json).map((issue) => compileIssueOf(issue, prepared));
}
