import { packageOfFolder } from "../project/package-of.ts";
import { formatPosition } from "../project/position.ts";
import type { Artifact } from "./artifact.ts";
import type { SecretPlace } from "./resolve-secrets.ts";

/** Grows when the shape of the manifest changes. */
export const manifestFormat = 1;

/** The artifacts of a build and facts about them. Written as `manifest.json`. */
export interface Manifest {
  /** Grows when the shape of the manifest changes. */
  readonly formatVersion: typeof manifestFormat;
  /** Name of the package of the project; absent when it has none. */
  readonly package?: string;
  /** Definitions of other packages that are used, sorted by the names of the packages. */
  readonly imports: readonly ManifestImport[];
  /** One entry for each artifact, sorted by path. */
  readonly artifacts: readonly ManifestEntry[];
}

/** A package whose definitions are used. */
export interface ManifestImport {
  readonly package: string;
  /** The version that was installed; empty when its `package.json` has none. */
  readonly version: string;
  /** The used definitions, such as `connection:lake`, sorted. */
  readonly definitions: readonly string[];
}

export interface ManifestEntry {
  readonly kind: "connection" | "table" | "job";
  readonly name: string;
  /** Path of the artifact, relative to the manifest. */
  readonly path: string;
  /** SHA-256 of the bytes of the artifact, hex. */
  readonly sha256: string;
  /** Position of the definition: `file:line:column`, relative to the project. */
  readonly source: string;
  /** Owner of the definition: its own, else that of the settings, else the name of the package. */
  readonly owner: string;
  /** Contact of the owner. */
  readonly contact?: string;
  readonly tags?: readonly string[];
  /** No other package may use it. */
  readonly internal?: true;
  /** What must exist before this can be applied: `connection:demo-conn`, `table:Koalas`. */
  readonly dependsOn: readonly string[];
  /** The secrets that the artifact refers to, and where. */
  readonly secrets: readonly SecretPlace[];
  /** Of a table: the owners whose jobs may write it. */
  readonly writers?: readonly string[];
  /** The warnings that it silences, and why. */
  readonly allowed?: readonly { readonly code: string; readonly reason: string }[];
  /** Of a job: the table that it writes. */
  readonly writes?: string;
  /** Of a table that no definition declares: the jobs that it was derived from, `job:koalas`. */
  readonly derivedFrom?: readonly string[];
  /** The last change of the artifact; absent when it has not changed since it was first built. */
  readonly changed?: ArtifactChange;
}

/** The fields that a build changed in an artifact, as sorted JSON pointers. */
export interface ArtifactChange {
  /** SHA-256 of the bytes before, hex. */
  readonly from: string;
  /** New fields. */
  readonly added: readonly string[];
  /** Removed fields. */
  readonly removed: readonly string[];
  /** Fields with another value. */
  readonly changed: readonly string[];
}

/** The manifest of a first build of artifacts, which are sorted by path. */
export function manifestOf(
  artifacts: readonly Artifact[],
  { cwd, imports }: { readonly cwd: string; readonly imports: readonly ManifestImport[] },
): Manifest {
  const { name } = packageOfFolder(cwd);
  const entries = artifacts.map(
    ({ kind, name, path, sha256, source, owner, dependsOn, secrets, about, writes, derivedFrom }): ManifestEntry => ({
      kind,
      name,
      path,
      sha256,
      source: formatPosition(source, cwd),
      owner,
      ...about,
      dependsOn,
      secrets,
      ...(writes !== undefined && { writes }),
      ...(derivedFrom && { derivedFrom }),
    }),
  );
  return { formatVersion: manifestFormat, ...(name !== "" && { package: name }), imports, artifacts: entries };
}

const pointers = { type: "array", items: { type: "string", pattern: "^(/|$)" } };
const references = { type: "array", items: { type: "string", pattern: "^(connection|table|job):" } };
const texts = { type: "array", items: { type: "string" } };

/** JSON Schema (draft 2020-12) of a manifest. */
export const manifestJsonSchema: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://starfix.dev/schema/manifest.json",
  title: "Starfix manifest",
  type: "object",
  additionalProperties: false,
  required: ["formatVersion", "imports", "artifacts"],
  properties: {
    formatVersion: { description: "Grows when the shape of the manifest changes.", const: manifestFormat },
    package: { description: "Name of the package of the project.", type: "string" },
    imports: {
      description: "Definitions of other packages that are used, sorted by the names of the packages.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["package", "version", "definitions"],
        properties: {
          package: { description: "Name of the package.", type: "string" },
          version: { description: "The version that was installed.", type: "string" },
          definitions: { description: "The used definitions.", ...references },
        },
      },
    },
    artifacts: {
      description: "One entry for each artifact, sorted by path.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["kind", "name", "path", "sha256", "source", "owner", "dependsOn", "secrets"],
        properties: {
          kind: { description: "The kind of resource.", enum: ["connection", "table", "job"] },
          name: { description: "Name of the connection or the table, or id of the job.", type: "string" },
          path: {
            description: "Path of the artifact, relative to the manifest.",
            type: "string",
            pattern: "^(connections|tables|jobs)/[A-Za-z0-9._%-]+\\.json$",
          },
          sha256: { description: "SHA-256 of the bytes of the artifact.", type: "string", pattern: "^[0-9a-f]{64}$" },
          source: {
            description: "Position of the definition, file:line:column.",
            type: "string",
            pattern: ":\\d+:\\d+$",
          },
          owner: { description: "Owner of the definition.", type: "string" },
          contact: { description: "Contact of the owner.", type: "string" },
          tags: { description: "Tags of the definition.", ...texts },
          internal: { description: "No other package may use it.", const: true },
          writers: { description: "Of a table: the owners whose jobs may write it.", ...texts },
          allowed: {
            description: "The warnings that it silences, and why.",
            type: "array",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["code", "reason"],
              properties: {
                code: { description: "Code of the warning.", type: "string" },
                reason: { description: "Why it does not apply here.", type: "string" },
              },
            },
          },
          dependsOn: { description: "What must exist before this can be applied.", ...references },
          secrets: {
            description: "The secrets that the artifact refers to, and their places.",
            type: "array",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["name", "pointer"],
              properties: {
                name: { description: "Name of the secret.", type: "string" },
                pointer: { description: "JSON pointer into the artifact.", type: "string", pattern: "^/" },
              },
            },
          },
          writes: { description: "Of a job: the table that it writes.", type: "string" },
          derivedFrom: {
            description: "Of a table that no definition declares: the jobs that it was derived from.",
            type: "array",
            minItems: 1,
            items: { type: "string", pattern: "^job:" },
          },
          changed: {
            description: "The last change of the artifact; absent when it has not changed since it was first built.",
            type: "object",
            additionalProperties: false,
            required: ["from", "added", "removed", "changed"],
            properties: {
              from: { description: "SHA-256 of the bytes before.", type: "string", pattern: "^[0-9a-f]{64}$" },
              added: { description: "JSON pointers of new fields.", ...pointers },
              removed: { description: "JSON pointers of removed fields.", ...pointers },
              changed: { description: "JSON pointers of fields with another value.", ...pointers },
            },
          },
        },
      },
    },
  },
};
