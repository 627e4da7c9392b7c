import { type CreatedDefinition, type Definition, type DefinitionMark, definitionMarkOf } from "@starfix/dsl";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { DefinitionsTask } from "../thread/definitions-task.ts";
import type { BundleIndex } from "./bundle-index.ts";
import { evaluate } from "./evaluate.ts";
import { Params } from "./params.ts";
import { SourcePlaces } from "./source-places.ts";
import { threwIssue } from "./threw-issue.ts";

/** A builder that a definition file exports, complete or not. */
export interface ExportedDefinition {
  readonly builder: Pick<Definition, "toNode">;
  readonly mark: DefinitionMark;
  /** The name of the export; undefined for a default export and for one in a list. */
  readonly exportName: string | undefined;
  readonly file: string;
}

/** The definitions that the files of a project export, and those that they only create. */
export interface LoadedDefinitions {
  readonly task: DefinitionsTask;
  readonly exported: readonly ExportedDefinition[];
  /** The files that export no definition. */
  readonly emptyFiles: readonly string[];
  readonly created: readonly CreatedDefinition[];
  readonly places: SourcePlaces;
  /** The parameters, which record the names that were read. */
  readonly params: Params;
}

/** Runs the definition files of a project, which are one bundle, and collects the definitions that they export. */
export async function loadDefinitions(
  task: DefinitionsTask,
  indexed: Promise<BundleIndex>,
): Promise<LoadedDefinitions | { readonly issues: readonly CompileIssue[] }> {
  const params = new Params(Object.entries(task.params));
  const onFile = (index: number): void => void Atomics.store(task.progress, 0, index);
  const ran = await evaluate(task.outfile, { params, onFile });
  const places = new SourcePlaces(await indexed);
  if ("thrown" in ran) return { issues: [...ran.thrown].map((thrown) => threwIssue(thrown, places, task.files)) };
  const exported: ExportedDefinition[] = [];
  const emptyFiles: string[] = [];
  const seen = new Set<unknown>();
  for (const [i, file] of task.files.entries()) {
    const before = exported.length;
    let again = false;
    for (const [name, value] of Object.entries(ran.modules[i] ?? {})) {
      for (const { builder, mark } of buildersIn(value)) {
        if (seen.has(builder)) again = true;
        else {
          seen.add(builder);
          exported.push({ builder, mark, exportName: exportNameOf(name, value, builder), file });
        }
      }
    }
    if (exported.length === before && !again) emptyFiles.push(file);
  }
  return { task, exported, emptyFiles, created: ran.created, places, params };
}

function exportNameOf(name: string, value: unknown, builder: unknown): string | undefined {
  return value === builder && name !== "default" ? name : undefined;
}

/** A builder and its mark. */
export interface MarkedBuilder {
  readonly builder: Pick<Definition, "toNode">;
  readonly mark: DefinitionMark;
}

/** A builder, or the builders in a list or a plain object. */
export function* buildersIn(value: unknown, above: readonly unknown[] = []): Generator<MarkedBuilder> {
  if (typeof value !== "object" || value === null || above.includes(value)) return;
  const mark = definitionMarkOf(value);
  if (mark !== undefined && isBuilder(value)) yield { builder: value, mark };
  else if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
    for (const member of Object.values(value)) yield* buildersIn(member, [...above, value]);
  }
}

function isBuilder(value: object): value is Pick<Definition, "toNode"> {
  return "toNode" in value && typeof value.toNode === "function";
}
