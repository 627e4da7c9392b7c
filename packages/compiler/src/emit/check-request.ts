import type { Patch } from "@starfix/dsl";
import { isCreateConnectionRequest, isCreateJobRequest, isTableRequest } from "@starfix/schema/guards";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Position } from "../project/position.ts";
import { applyPatches } from "./apply-patches.ts";
import type { RequestArtifact } from "./artifact.ts";
import { resolveSecrets, type SecretPlace } from "./resolve-secrets.ts";

/** A definition on its way to a file. */
export interface EmittedRequest extends Pick<RequestArtifact, "kind" | "name" | "dependsOn"> {
  /** Where its issues are shown. */
  readonly position: Position;
  readonly request: object;
  /** Changes to the request that the definition asks for. */
  readonly patches?: readonly Patch[];
}

/** A request as it would be sent. */
export interface CheckedRequest {
  readonly emitted: EmittedRequest;
  readonly json: unknown;
  readonly secrets: readonly SecretPlace[];
  /** False for one that the contract seems not to allow: what is wrong with it is for `explainRefused` to say. */
  readonly fits: boolean;
}

const guards = { connection: isCreateConnectionRequest, table: isTableRequest, job: isCreateJobRequest };

/** Applies the patches, puts the secrets' names in and holds the request against the contract. */
export function checkRequest(emitted: EmittedRequest): CheckedRequest | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, position, request, patches = [] } = emitted;
  const patched = patches.length === 0 ? { request } : applyPatches({ ...request }, patches);
  if ("message" in patched) {
    return {
      issues: [{ code: "patch_threw", kind, name, position, part: { method: "patch" }, message: patched.message }],
    };
  }
  const { json, secrets } = resolveSecrets(patched.request);
  return { emitted, json, secrets, fits: guards[kind](json) };
}
