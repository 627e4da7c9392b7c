import { fileURLToPath } from "node:url";
import type { Definition, DefinitionMark } from "@starfix/dsl";
import { type Artifact, emitArtifact } from "./emit/emit-artifact.ts";
import { emitDefinition } from "./emit/emit-definition.ts";
import type { CompileIssue } from "./issues.ts";
import type { Position } from "./position.ts";
import { resolveOne } from "./resolve/resolve-definitions.ts";

/** A builder of a definition, complete or not. */
export type DefinitionBuilder = Pick<Definition, "toNode"> & { readonly "~definition": DefinitionMark };

export interface CompileDefinitionOptions {
  /** Names a job that has no id, as the name of its export does in a project. */
  readonly name?: string;
}

/** What compiling one definition gave: an artifact, or what is wrong. */
export type CompiledDefinition =
  | { readonly artifact: Artifact; readonly issues: readonly [] }
  | { readonly artifact: undefined; readonly issues: readonly CompileIssue[] };

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
  const position = positionIn(mark.origin.stack);
  const resolved = resolveOne({ builder: definition, mark, exportName: name, file: position.file }, position);
  if ("code" in resolved) return { artifact: undefined, issues: [resolved] };
  const emitted = emitDefinition(resolved);
  const artifact = "issues" in emitted ? emitted : emitArtifact(emitted);
  return "issues" in artifact ? { artifact: undefined, issues: artifact.issues } : { artifact, issues: [] };
}

/** The place of the one frame of a stack. Without one, the beginning of no file. */
function positionIn(stack: string | undefined): Position {
  const [, place, line, column] = /^\s+at (?:.*\()?(.+?):(\d+):(\d+)\)?$/m.exec(stack ?? "") ?? [];
  if (place === undefined) return { file: "", line: 1, column: 1 };
  return { file: fileOf(place), line: Number(line), column: Number(column) };
}

/** Of ten thousand definitions in a row most stand in one file. */
let last = { place: "", file: "" };

function fileOf(place: string): string {
  if (!place.startsWith("file:")) return place;
  if (last.place !== place) last = { place, file: fileURLToPath(place) };
  return last.file;
}
