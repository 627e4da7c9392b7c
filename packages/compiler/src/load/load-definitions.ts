import type { CreatedDefinition, Definition, DefinitionMark } from "@starfix/dsl";
import { glob } from "tinyglobby";
import type { CompileIssue } from "../issues.ts";
import type { Project } from "../project.ts";
import { runFiles } from "./run-files.ts";
import type { SourcePlaces } from "./source-places.ts";

/** A builder that a definition file exports, complete or not. */
export interface ExportedDefinition {
  readonly builder: Pick<Definition, "toNode">;
  readonly mark: DefinitionMark;
  /** The name of the export; undefined for a default export and for one in a list. */
  readonly exportName: string | undefined;
  readonly file: string;
}

/** What the definition files of a project hold. */
export interface LoadedDefinitions {
  readonly exported: readonly ExportedDefinition[];
  readonly created: readonly CreatedDefinition[];
  readonly places: SourcePlaces;
}

/** Runs all definition files of a project in one bundle and collects what they export. */
export async function loadDefinitions(
  project: Project,
  conditions: readonly string[],
): Promise<LoadedDefinitions | { readonly issues: readonly CompileIssue[] }> {
  const { cwd, definitions: patterns } = project;
  const found = await glob([...patterns], {
    cwd,
    absolute: true,
    ignore: ["**/node_modules/**", "**/*.test.ts", "**/*.test-d.ts", "**/*.d.ts"],
  });
  // Ordered by code unit, which no locale changes.
  const files = found.sort();
  if (files.length === 0) return { issues: [{ code: "no_definitions", patterns, cwd }] };
  const ran = await runFiles(files, { cwd, conditions });
  if ("issues" in ran) return ran;
  const exported: ExportedDefinition[] = [];
  const issues: CompileIssue[] = [];
  const seen = new Set<unknown>();
  for (const [i, file] of files.entries()) {
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
    if (exported.length === before && !again) {
      issues.push({ code: "empty_file", position: { file, line: 1, column: 1 } });
    }
  }
  return issues.length > 0 ? { issues } : { exported, created: ran.created, places: ran.places };
}

function exportNameOf(name: string, value: unknown, builder: unknown): string | undefined {
  return value === builder && name !== "default" ? name : undefined;
}

interface MarkedBuilder {
  readonly builder: Pick<Definition, "toNode">;
  readonly mark: DefinitionMark;
}

/** A builder itself, or the builders in a list or a plain object of them. */
function* buildersIn(value: unknown, above: readonly unknown[] = []): Generator<MarkedBuilder> {
  if (typeof value !== "object" || value === null || above.includes(value)) return;
  if (isBuilder(value)) yield { builder: value, mark: value["~definition"] };
  else if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) {
    for (const member of Object.values(value)) yield* buildersIn(member, [...above, value]);
  }
}

function isBuilder(value: object): value is Pick<Definition, "toNode"> & { readonly "~definition": DefinitionMark } {
  return "~definition" in value && "toNode" in value && typeof value.toNode === "function";
}
