import type { Patch } from "@starfix/dsl";
import { isCreateConnectionRequest, isCreateJobRequest, isTableRequest } from "@starfix/schema/guards";
import type { CompileIssue } from "../issues.ts";
import type { Position } from "../position.ts";
import { applyPatches } from "./apply-patches.ts";
import { artifactPath } from "./artifact-path.ts";
import type { ManifestEntry } from "./manifest.ts";
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
  /** Who answers for it: a team, or else the package. */
  readonly owner: string;
  /** What else the manifest says of it. */
  readonly about?: Pick<ManifestEntry, "contact" | "tags" | "internal" | "writers">;
  /** Of a job: the table that it writes. */
  readonly writes?: string;
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

/** A request that the contract seems not to allow. What is wrong with it is for `explainRefused` to say. */
export interface RefusedRequest {
  readonly refused: EmittedRequest;
  readonly json: unknown;
  readonly secrets: readonly SecretPlace[];
}

const fits = { connection: isCreateConnectionRequest, table: isTableRequest, job: isCreateJobRequest };

/** Applies the patches, puts the secrets' names in, holds the request against the contract and prints it. */
export function emitArtifact(
  emitted: EmittedRequest,
): RequestArtifact | RefusedRequest | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, position, request, patches = [] } = emitted;
  const patched = patches.length === 0 ? { request } : applyPatches({ ...request }, patches);
  if ("message" in patched) {
    return {
      issues: [{ code: "patch_threw", kind, name, position, part: { method: "patch" }, message: patched.message }],
    };
  }
  const { json, secrets } = resolveSecrets(patched.request);
  return fits[kind](json) ? printArtifact(emitted, json, secrets) : { refused: emitted, json, secrets };
}

/** A request that is right, as the artifact that it becomes. */
export function printArtifact(
  { kind, name, dependsOn }: EmittedRequest,
  json: unknown,
  secrets: readonly SecretPlace[],
): RequestArtifact {
  const text = printJson(json);
  return { kind, name, path: artifactPath(kind, name), json, text, sha256: sha256(text), dependsOn, secrets };
}
