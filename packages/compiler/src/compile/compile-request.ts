import type { CheckedJob } from "@starfix/rules";
import type { RequestArtifact } from "../emit/artifact.ts";
import { printArtifact } from "../emit/artifact.ts";
import type { DeclaredTables } from "../emit/emit-definition.ts";
import type { EmittedRequest } from "../emit/emitted-request.ts";
import { type CompileIssue, severityOf } from "../issues/compile-issue.ts";
import { contractIssuesOf } from "./contract-issues.ts";
import { fitsContract } from "./fits-contract.ts";
import { prepareRequest } from "./prepare-request.ts";
import { checkRules } from "./rule-issues.ts";

/** What compiling one request gave: an artifact, perhaps with warnings, or what is wrong. */
export type CompiledRequest =
  | {
      readonly artifact: RequestArtifact;
      readonly issues: readonly CompileIssue[];
      /** Of a job. */
      readonly job?: CheckedJob | undefined;
    }
  | { readonly artifact?: undefined; readonly issues: readonly CompileIssue[]; readonly job?: undefined };

/** Compiles one request. Loads zod, which the definitions of a project need only when one does not fit the contract. */
export function compileRequest(emitted: EmittedRequest, tables: DeclaredTables = new Map()): CompiledRequest {
  const prepared = prepareRequest(emitted);
  if ("issues" in prepared) return prepared;
  const contract = fitsContract(prepared) ? [] : contractIssuesOf(prepared);
  const { issues, job } = contract.length > 0 ? { issues: contract } : checkRules(prepared, tables);
  return issues.some((issue) => severityOf(issue) === "error")
    ? { issues }
    : { artifact: printArtifact(prepared), issues, job };
}
