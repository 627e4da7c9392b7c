import type { Patch } from "@starfix/dsl";
import { zCreateConnectionRequest, zCreateJobRequest, zTableRequest } from "@starfix/schema/zod";
import type { CompileIssue } from "../issues.ts";
import { partOfRequest } from "../locate/part-of-request.ts";
import type { Position } from "../position.ts";
import { applyPatches } from "./apply-patches.ts";
import { artifactPath } from "./artifact-path.ts";
import { jsonPointer } from "./json-pointer.ts";
import { printJson } from "./print-json.ts";
import { resolveSecrets, type SecretPlace } from "./resolve-secrets.ts";
import { sha256 } from "./sha256.ts";

/** A request body as a file, wherever its definition stands: what `curl -d @file` posts. */
export interface RequestArtifact {
  readonly kind: "connection" | "table" | "job";
  readonly name: string;
  /** Path relative to the output folder, with `/`: `jobs/koalas.json`. */
  readonly path: string;
  readonly json: unknown;
  /** The bytes of the file: two-space JSON with a final newline. */
  readonly text: string;
  /** SHA-256 of `text`, hex. */
  readonly sha256: string;
  /** What must be there before this can be applied: `connection:demo-conn`. */
  readonly dependsOn: readonly string[];
  readonly secrets: readonly SecretPlace[];
}

/** An artifact of a project: it has a place and an owner. */
export interface Artifact extends RequestArtifact {
  readonly source: Position;
  readonly owner: string;
  /** Of a table that no definition declares: the jobs that it was inferred from, `job:koalas`. */
  readonly inferredFrom?: readonly string[];
}

/** A definition on its way to a file. */
export interface EmittedRequest extends Pick<RequestArtifact, "kind" | "name" | "dependsOn"> {
  /** Where its issues are shown. */
  readonly position: Position;
  readonly request: object;
  /** Changes to the request that the definition asks for. */
  readonly patches?: readonly Patch[];
}

const schemas = { connection: zCreateConnectionRequest, table: zTableRequest, job: zCreateJobRequest };

/** Applies the patches, puts the secrets' names in, holds the request against the contract and prints it. */
export function emitArtifact(emitted: EmittedRequest): RequestArtifact | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, position, dependsOn, request, patches = [] } = emitted;
  const patched = patches.length === 0 ? { request } : applyPatches({ ...request }, patches);
  if ("message" in patched) {
    return {
      issues: [{ code: "patch_threw", kind, name, position, part: { method: "patch" }, message: patched.message }],
    };
  }
  const { json, secrets } = resolveSecrets(patched.request);
  const parsed = schemas[kind].safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.flatMap(faultsOf).map(({ path, message, of }): CompileIssue => {
      const part = { ...partOfRequest(json, path, patches.length > 0), ...of };
      return { code: "invalid_request", kind, name, position, part, pointer: jsonPointer(path), message };
    });
    return { issues };
  }
  const text = printJson(json);
  const path = artifactPath(kind, name);
  return { kind, name, path, json, text, sha256: sha256(text), dependsOn, secrets };
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
