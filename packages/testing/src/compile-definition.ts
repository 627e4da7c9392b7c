import { type CompileIssue, compileDefinition as compile, type DefinitionBuilder } from "@starfix/compiler/definition";

export type { CompileIssue, DefinitionBuilder };

/** The body that a definition compiles to, or what is wrong with it. */
export interface Compiled {
  /** The request body as an artifact holds it; undefined when there are issues. */
  readonly json: unknown;
  readonly issues: readonly CompileIssue[];
}

/**
 * Compiles one definition in memory: the checks and the body of a build, without files. What is only seen among
 * definitions, such as two of one name, is left to `starfix check`. A job without an id compiles too.
 *
 * @example
 * compileDefinition(koalas).json;
 * // => { type: "batch", target: { type: "table", tableName: "Koalas" }, … }
 *
 * compileDefinition(batchJob("koalas")).issues[0]?.code;
 * // => "incomplete_definition"
 */
export function compileDefinition(definition: DefinitionBuilder): Compiled {
  const { artifact, issues } = compile(definition, { name: "unnamed" });
  return { json: artifact?.json, issues };
}
