import { fileURLToPath } from "node:url";
import type { Definition, DefinitionMark } from "@starfix/dsl";
import type { RequestArtifact } from "../emit/artifact.ts";
import { emitArtifact } from "../emit/emit-artifact.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Position } from "../project/position.ts";
import { resolveOne } from "../resolve/resolve-definitions.ts";

/** A builder of a definition, complete or not. */
export type DefinitionBuilder = Pick<Definition, "toNode"> & { readonly "~definition": DefinitionMark };

export interface CompileDefinitionOptions {
  /** Names a job that has no id, as the name of its export does in a project. */
  readonly name?: string;
}

/** What compiling one definition gave: an artifact, or what is wrong. */
export type CompiledDefinition =
  | { readonly artifact: RequestArtifact; readonly issues: readonly [] }
  | { readonly artifact: undefined; readonly issues: readonly CompileIssue[] };

/** Stands for the place of a definition, which is looked up when an issue has to be shown there. */
const HERE: Position = { file: "", line: 1, column: 1 };

/**
 * Compiles one definition in memory: the same checks and the same bytes as in a project, but for what is seen among
 * definitions, such as two of one name.
 *
 * @example
 * compileDefinition(demo).artifact?.path;
 * // => "connections/demo-conn.json"
 */
export function compileDefinition(
  definition: DefinitionBuilder,
  { name }: CompileDefinitionOptions = {},
): CompiledDefinition {
  const mark = definition["~definition"];
  const resolved = resolveOne({ builder: definition, mark, exportName: name });
  if ("code" in resolved) return failed([{ ...resolved, position: HERE }], mark);
  const { kind, name: known, node } = resolved;
  const emitted = emitDefinition({ kind, name: known, node, position: HERE });
  const artifact = "issues" in emitted ? emitted : emitArtifact(emitted);
  return "issues" in artifact ? failed(artifact.issues, mark) : { artifact, issues: [] };
}

function failed(found: readonly CompileIssue[], { origin }: DefinitionMark): CompiledDefinition {
  const position = positionIn(origin.stack);
  const issues = found.map((issue) => (issue.position === HERE ? { ...issue, position } : issue));
  return { artifact: undefined, issues };
}

/** The place of the one frame of a stack. Without one, the beginning of no file. */
function positionIn(stack: string | undefined): Position {
  const [, place, line, column] = /^\s+at (?:.*\()?(.+?):(\d+):(\d+)\)?$/m.exec(stack ?? "") ?? [];
  if (place === undefined) return { file: "", line: 1, column: 1 };
  const file = place.startsWith("file:") ? fileURLToPath(place) : place;
  return { file, line: Number(line), column: Number(column) };
}
