import { readFileSync } from "node:fs";
import { DefinitionError, type DefinitionNode, definitionFormat, isName, type Origin } from "@starfix/dsl";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { ExportPlace } from "../issues/issue-kind.ts";
import type { ExportedDefinition, LoadedDefinitions } from "../load/load-definitions.ts";
import type { SourcePlaces } from "../load/source-places.ts";
import { packageOf, packageOfFolder } from "../project/package-of.ts";
import type { Position } from "../project/position.ts";
import { type ForeignDefinition, ImportedDefinitions } from "../share/imported-definitions.ts";
import { checkInternalTag } from "../share/internal-tag.ts";

/** A definition with its final name, position and owner. */
export interface ResolvedDefinition<TNode extends DefinitionNode = DefinitionNode> {
  readonly kind: TNode["kind"];
  readonly name: string;
  readonly node: TNode;
  readonly position: Position;
  /** The export that gives it, where another file begins it. */
  readonly exported?: ExportPlace | undefined;
  /** Name of the package that the definition is part of. */
  readonly owner: string;
}

type NamedDefinition = Pick<ResolvedDefinition, "kind" | "name" | "node">;

export interface ResolvedDefinitions {
  readonly definitions: readonly ResolvedDefinition[];
  readonly issues: readonly CompileIssue[];
  /** The definitions of other packages that are used. */
  readonly imported: ImportedDefinitions;
}

/** Resolves the name, position and owner of every definition. Finds definitions without an export. */
export function resolveDefinitions(loaded: LoadedDefinitions): ResolvedDefinitions {
  const issues: CompileIssue[] = [];
  const definitions: ResolvedDefinition[] = [];
  const ownPackage = packageOfFolder(loaded.task.cwd);
  const own = ownPackage.name;
  const foreign = new Map<Origin, ForeignDefinition>();
  const reexported: (readonly [NamedDefinition, ForeignDefinition, ExportedDefinition])[] = [];
  const exportedOrigins = new Set<Origin>(loaded.exported.map(({ mark }) => mark.origin));
  for (const exported of loaded.exported) {
    const position = placeOf(exported.mark.origin, loaded.places) ?? { file: exported.file, line: 1, column: 1 };
    const resolved = resolveOne(exported);
    const exportPlace = exportPlaceOf(exported, position);
    if ("code" in resolved) {
      issues.push({ ...resolved, position, ...(exportPlace && { exported: exportPlace }) });
      continue;
    }
    const ownedBy = packageOf(position.file);
    const owner = ownedBy.name;
    // A definition of another package is compiled by its owner; here it is a reference.
    if (owner !== own) {
      const found = { package: ownedBy, position };
      foreign.set(exported.mark.origin, found);
      reexported.push([resolved, found, exported]);
      continue;
    }
    const { kind, name, node } = resolved;
    const definition = { kind, name, node, position, owner, exported: exportPlace };
    definitions.push(definition);
    if (exported.exportName !== undefined) issues.push(...checkInternalTag(definition, ownPackage));
  }
  for (const { kind, name, origin } of loaded.created) {
    if (exportedOrigins.has(origin)) continue;
    const position = placeOf(origin, loaded.places);
    if (!position) continue;
    const ownedBy = packageOf(position.file);
    if (ownedBy.name === own) issues.push({ code: "not_exported", kind, name, position });
    else foreign.set(origin, { package: ownedBy, position });
  }
  const imported = new ImportedDefinitions(foreign);
  for (const [definition, found, { file, exportName }] of reexported) {
    issues.push(...imported.checkExport(definition, found, placeOfExport(file, exportName)));
  }
  for (const definition of definitions) issues.push(...imported.check(definition));
  return { definitions, issues, imported };
}

/** The export of a definition that another file begins, which is where its issues are shown. */
function exportPlaceOf(
  { file, exportName: name }: ExportedDefinition,
  { file: begun }: Position,
): ExportPlace | undefined {
  return name === undefined || begun === file ? undefined : { file, name };
}

/** Position of an export: the first line that has the name. */
function placeOfExport(file: string, name: string | undefined): Position {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  const line = lines.findIndex((text) => /^\s*export\b/.test(text) && (name === undefined || text.includes(name)));
  return { file, line: line === -1 ? 1 : line + 1, column: 1 };
}

/** One definition with its name, or the issue of it. */
export function resolveOne({
  builder,
  mark,
  exportName,
}: Pick<ExportedDefinition, "builder" | "mark" | "exportName">): NamedDefinition | CompileIssue {
  if (mark.format !== definitionFormat) {
    return { code: "definition_format", format: mark.format, expected: definitionFormat };
  }
  let node: DefinitionNode;
  try {
    node = builder.toNode();
  } catch (error) {
    if (!(error instanceof Error) || error.name !== DefinitionError.name) throw error;
    // The error may be of another copy of @starfix/dsl.
    const method = "method" in error && typeof error.method === "string" ? error.method : undefined;
    const part = method === undefined ? undefined : { part: { method } };
    return { code: "incomplete_definition", message: error.message, ...part };
  }
  if (node.kind !== "job") return { kind: node.kind, name: node.name, node };
  const name = node.id ?? exportName;
  if (name === undefined) return { code: "missing_job_id" };
  if (!isName(name)) return { code: "invalid_job_id", id: name };
  return { kind: node.kind, name, node };
}

/** The position of the first call of a definition. */
export function placeOf(origin: Origin, places: SourcePlaces): Position | undefined {
  return places.first(origin);
}
