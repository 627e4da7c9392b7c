import { createHash } from "node:crypto";
import { zCreateConnectionRequest, zCreateJobRequest } from "@starfix/schema/zod";
import type { CompileIssue } from "../issues.ts";
import type { Position } from "../position.ts";
import { resolveSecrets, type SecretPlace } from "./emit-requests.ts";
import { jsonPointer } from "./json-pointer.ts";
import { printJson } from "./print-json.ts";

/** A request body as a file: what `curl -d @file` posts. */
export interface Artifact {
  readonly kind: "connection" | "job";
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
  readonly source: Position;
  readonly owner: string;
}

/** A definition on its way to a file. */
export interface EmittedRequest extends Pick<Artifact, "kind" | "name" | "dependsOn" | "source" | "owner"> {
  readonly request: Readonly<Record<string, unknown>>;
}

const schemas = { connection: zCreateConnectionRequest, job: zCreateJobRequest };
const folders = { connection: "connections", job: "jobs" };

/** Puts the secrets' names in, holds the request against the contract and prints it. */
export function emitArtifact(emitted: EmittedRequest): Artifact | { readonly issues: readonly CompileIssue[] } {
  const { kind, name, source: position, owner, dependsOn, request } = emitted;
  const { json, secrets } = resolveSecrets(request);
  const parsed = schemas[kind].safeParse(json);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      ({ path, message }): CompileIssue => ({
        code: "invalid_request",
        kind,
        name,
        position,
        pointer: jsonPointer(path),
        message,
      }),
    );
    return { issues };
  }
  const text = printJson(json);
  const path = `${folders[kind]}/${name}.json`;
  return { kind, name, path, json, text, sha256: sha256(text), dependsOn, secrets, source: position, owner };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
