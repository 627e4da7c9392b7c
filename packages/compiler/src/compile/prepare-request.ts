import { applyPatches } from "../emit/apply-patches.ts";
import type { EmittedRequest } from "../emit/emitted-request.ts";
import { resolveSecrets, type SecretPlace } from "../emit/resolve-secrets.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";

/** A request as it would be posted: patched, and with the names of secrets in place of references. */
export interface PreparedRequest {
  readonly emitted: EmittedRequest;
  readonly json: unknown;
  readonly secrets: readonly SecretPlace[];
}

/** Applies the patches of a definition and writes the names of its secrets. */
export function prepareRequest(
  emitted: EmittedRequest,
): PreparedRequest | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, position, request, node } = emitted;
  const patches = node?.patches ?? [];
  const patched = patches.length === 0 ? { request } : applyPatches({ ...request }, patches);
  if ("message" in patched) {
    const { message } = patched;
    return { issues: [{ code: "patch_threw", kind, name, position, part: { method: "patch" }, message }] };
  }
  const { json, secrets } = resolveSecrets(patched.request);
  return { emitted, json, secrets };
}
