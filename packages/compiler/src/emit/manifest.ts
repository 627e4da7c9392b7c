import type { SecretPlace } from "./emit-requests.ts";

/** What a build wrote, and what the artifacts themselves have no room for. Written as `manifest.json`. */
export interface Manifest {
  /** Grows when the shape of the manifest changes. */
  readonly formatVersion: 1;
  /** One entry for each artifact, sorted by path. */
  readonly artifacts: readonly ManifestEntry[];
}

export interface ManifestEntry {
  readonly kind: "connection" | "job";
  readonly name: string;
  /** Path of the artifact, relative to the manifest. */
  readonly path: string;
  /** SHA-256 of the bytes of the artifact, hex. */
  readonly sha256: string;
  /** Where the definition stands: `file:line:column`, relative to the project. */
  readonly source: string;
  /** Name of the package that owns the definition. */
  readonly owner: string;
  /** What must be there before this can be applied: `connection:demo-conn`. */
  readonly dependsOn: readonly string[];
  /** The secrets that the artifact refers to, and where. */
  readonly secrets: readonly SecretPlace[];
}

/** JSON Schema (draft 2020-12) of a manifest. */
export const manifestJsonSchema: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://starfix.dev/schema/manifest.json",
  title: "Starfix manifest",
  type: "object",
  additionalProperties: false,
  required: ["formatVersion", "artifacts"],
  properties: {
    formatVersion: { description: "Grows when the shape of the manifest changes.", const: 1 },
    artifacts: {
      description: "One entry for each artifact, sorted by path.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["kind", "name", "path", "sha256", "source", "owner", "dependsOn", "secrets"],
        properties: {
          kind: { description: "What the artifact makes.", enum: ["connection", "job"] },
          name: { description: "Name of the connection or id of the job.", type: "string" },
          path: {
            description: "Path of the artifact, relative to the manifest.",
            type: "string",
            pattern: "^(connections|jobs)/[A-Za-z0-9._-]+\\.json$",
          },
          sha256: { description: "SHA-256 of the bytes of the artifact.", type: "string", pattern: "^[0-9a-f]{64}$" },
          source: {
            description: "Where the definition stands, file:line:column.",
            type: "string",
            pattern: ":\\d+:\\d+$",
          },
          owner: { description: "Name of the package that owns the definition.", type: "string" },
          dependsOn: {
            description: "What must be there before this can be applied.",
            type: "array",
            items: { type: "string", pattern: "^(connection|job):" },
          },
          secrets: {
            description: "The secrets that the artifact refers to, and where.",
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
        },
      },
    },
  },
};
