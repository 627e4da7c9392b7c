import { fileURLToPath } from "node:url";
import { type DefinitionMark, type DefinitionNode, definitionMarkOf } from "@starfix/dsl";
import type { CheckedJob } from "@starfix/rules";
import type { RequestArtifact } from "../emit/artifact.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Position } from "../project/position.ts";
import { resolveOne } from "../resolve/resolve-definitions.ts";
import { silence } from "./allowed-issues.ts";
import { type CompiledRequest, compileRequest } from "./compile-request.ts";

/** A builder of a definition, complete or not. */
export interface DefinitionBuilder {
  toNode(): DefinitionNode;
  allow(code: string, reason: string): unknown;
}

export interface CompileDefinitionOptions {
  /** Names a job that has no id, as the name of its export does in a project. */
  readonly name?: string;
}

/** What compiling one definition gave: an artifact, perhaps with warnings, or what is wrong. */
export type CompiledDefinition =
  | {
      readonly artifact: RequestArtifact;
      readonly issues: readonly CompileIssue[];
      /** The checked job of a job: what an engine runs. */
      readonly job?: CheckedJob | undefined;
    }
  | { readonly artifact: undefined; readonly issues: readonly CompileIssue[]; readonly job?: undefined };

/** The position of every issue until it is looked up, which only a definition with issues needs. */
const HERE: Position = { file: "", line: 1, column: 1 };

const noTables = new Map();

/**
 * Compiles one definition in memory: the same checks and the same bytes as in a project, except for issues between
 * definitions, such as two of one name.
 *
 * @throws TypeError for a value that is no builder.
 *
 * @example
 * compileDefinition(demo).artifact?.path;
 * // => "connections/demo-conn.json"
 */
export function compileDefinition(
  definition: DefinitionBuilder,
  { name }: CompileDefinitionOptions = {},
): CompiledDefinition {
  const mark = definitionMarkOf(definition);
  if (mark === undefined) throw new TypeError("expected a builder such as s3Connection(…), received another value");
  const resolved = resolveOne({ builder: definition, mark, exportName: name });
  const compiled: CompiledRequest =
    "code" in resolved
      ? { issues: [{ ...resolved, position: HERE }] }
      : compileRequest(emitDefinition(resolved, HERE, noTables));
  // Issues between definitions are not looked for, so an .allow() that silences none may be one of those.
  const found = "code" in resolved ? compiled.issues : silence(compiled.issues, [resolved]).left;
  const issues = found.length === 0 ? found : atOrigin(found, mark);
  return compiled.artifact === undefined ? { artifact: undefined, issues } : { ...compiled, issues };
}

function atOrigin(issues: readonly CompileIssue[], { origin }: DefinitionMark): readonly CompileIssue[] {
  const position = positionIn(origin.stack);
  return issues.map((issue) => (issue.position === HERE ? { ...issue, position } : issue));
}

/** The place of the one frame of a stack. Without one, the beginning of no file. */
function positionIn(stack: string | undefined): Position {
  const [, place, line, column] = /^\s+at (?:.*\()?(.+?):(\d+):(\d+)\)?$/m.exec(stack ?? "") ?? [];
  if (place === undefined) return { file: "", line: 1, column: 1 };
  const file = place.startsWith("file:") ? fileURLToPath(place) : place;
  return { file, line: Number(line), column: Number(column) };
}
