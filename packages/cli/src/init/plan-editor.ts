import { UserError } from "../user-error.ts";
import { isRecord, JsonFile } from "./edit-json.ts";
import type { Edited } from "./plan-package.ts";

export interface EditorProps {
  /** Folder of the artifacts, relative to the project, with `/`. */
  readonly out: string;
  /** The folder that `starfix` is installed in, relative to the project, with `/`: `node_modules/starfix`. */
  readonly installed: string;
}

const KEY = "json.schemas";

/** Adds to the settings of VS Code which JSON Schema each artifact keeps to, so that it is checked and completed there. */
export function editSettings(path: string, text: string, { out, installed }: EditorProps): Edited {
  const file = new JsonFile(path, text);
  const schemas = file.get(KEY) ?? [];
  if (!Array.isArray(schemas)) {
    throw new UserError(`${path}: expected a list in ${JSON.stringify(KEY)}, received ${JSON.stringify(schemas)}`);
  }
  const known = new Set(schemas.flatMap((entry: unknown) => (isRecord(entry) ? [matchesOf(entry)] : [])));
  const bindings = [
    { fileMatch: [`/${out}/connections/*.json`], url: `./${installed}/dist/schemas/connection.json` },
    { fileMatch: [`/${out}/tables/*.json`], url: `./${installed}/dist/schemas/table.json` },
    { fileMatch: [`/${out}/jobs/*.json`], url: `./${installed}/dist/schemas/job.json` },
    { fileMatch: [`/${out}/manifest.json`], url: `./${out}/manifest.schema.json` },
  ].filter((binding) => !known.has(matchesOf(binding)));
  if (bindings.length === 0) return { text, added: [] };
  if (schemas.length === 0) file.set([KEY], bindings);
  else for (const [i, binding] of bindings.entries()) file.set([KEY, schemas.length + i], binding);
  return { text: file.text, added: bindings.map(({ fileMatch: [match] }) => `schema of ${match?.slice(1)}`) };
}

function matchesOf({ fileMatch }: { readonly fileMatch?: unknown }): string {
  return JSON.stringify(fileMatch);
}
