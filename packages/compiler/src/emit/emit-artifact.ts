import type { CompileIssue } from "../issues/compile-issue.ts";
import { printArtifact, type RequestArtifact } from "./artifact.ts";
import { checkRequest, type EmittedRequest } from "./check-request.ts";
import { explainRefused } from "./explain-refused.ts";

/** The artifact of one request, or what is wrong with it. Loads zod, which the definitions of a project do without. */
export function emitArtifact(emitted: EmittedRequest): RequestArtifact | { readonly issues: readonly CompileIssue[] } {
  const checked = checkRequest(emitted);
  if ("issues" in checked) return checked;
  const issues = checked.fits ? [] : explainRefused(checked);
  return issues.length > 0 ? { issues } : printArtifact(checked);
}
