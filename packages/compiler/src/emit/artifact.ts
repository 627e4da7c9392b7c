import type { PreparedRequest } from "../compile/prepare-request.ts";
import type { Position } from "../project/position.ts";
import { artifactPath } from "./artifact-path.ts";
import type { ManifestEntry } from "./manifest.ts";
import { printJson } from "./print-json.ts";
import type { SecretPlace } from "./resolve-secrets.ts";
import { sha256 } from "./sha256.ts";

/** A request body as a file, ready for `curl -d @file`. */
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
  /** What must exist before this can be applied: `connection:demo-conn`. */
  readonly dependsOn: readonly string[];
  readonly secrets: readonly SecretPlace[];
}

/** An artifact of a project, with its source and owner. */
export interface Artifact extends RequestArtifact {
  readonly source: Position;
  /** Owner of the definition: a team, or else the package. */
  readonly owner: string;
  /** Other facts for the manifest. */
  readonly about?: Pick<ManifestEntry, "contact" | "tags" | "internal" | "writers" | "allowed">;
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
