import type { PreparedRequest } from "../compile/prepare-request.ts";
import type { Position } from "../project/position.ts";
import { artifactPath } from "./artifact-path.ts";
import type { ManifestEntry } from "./manifest.ts";
import { printJson } from "./print-json.ts";
import type { SecretPlace } from "./resolve-secrets.ts";
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
  /** Of a table that no definition declares: the jobs that it was derived from, `job:koalas`. */
  readonly derivedFrom?: readonly string[];
}

/** A request as a file. */
export function printArtifact({ emitted: { kind, name, dependsOn }, json, secrets }: PreparedRequest): RequestArtifact {
  const text = printJson(json);
  return { kind, name, path: artifactPath(kind, name), json, text, sha256: sha256(text), dependsOn, secrets };
}
