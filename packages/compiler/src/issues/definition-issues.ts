import { type DefinitionKind, error, type IssueTable, type NamedFacts, type NoFacts, quoted } from "./issue-kind.ts";

/** Issues of a definition as a whole: its name, its export, missing parts, its patches. */
export interface DefinitionIssueFacts {
  readonly incomplete_definition: { readonly message: string };
  readonly missing_job_id: NoFacts;
  readonly invalid_job_id: { readonly id: string };
  readonly not_exported: { readonly kind: DefinitionKind; readonly name: string | undefined };
  readonly dropped_result: {
    readonly kind: DefinitionKind;
    readonly name: string | undefined;
    /** The method that was called; known when the source was parsed. */
    readonly method: string | undefined;
  };
  /** A job that gives a rollup to a table that cannot be derived. */
  readonly underived_rollup: NamedFacts & { readonly table: string; readonly reason: string };
  readonly patch_threw: NamedFacts & { readonly message: string };
  /** An `.allow()` that silences no warning. */
  readonly unused_allow: NamedFacts & { readonly allowed: string; readonly reason: string };
}

export const definitionIssues: IssueTable<DefinitionIssueFacts> = {
  incomplete_definition: error(({ message }) => message),
  missing_job_id: error(
    () => 'a job without a name: give it one, as in batchJob("koalas"), or export it under a name of its own',
  ),
  invalid_job_id: error(
    ({ id }) =>
      `invalid job id: expected 1 to 64 ASCII letters, digits and the characters . _ -, received ${quoted(id)}; give it one, as in batchJob("koalas")`,
  ),
  not_exported: error(
    ({ kind, name }) =>
      `${kind}${name === undefined ? "" : ` ${quoted(name)}`} is defined here and never exported: export it from a definition file, or remove it`,
  ),
  dropped_result: error(
    ({ kind, name, method }) =>
      `the result of ${method === undefined ? "this call" : `.${method}()`} is dropped, and ${kind}${name === undefined ? "" : ` ${quoted(name)}`} stays as it is: chain the call, or assign its result and export that`,
  ),
  underived_rollup: error(
    ({ kind, name, table, reason }) =>
      `${kind} ${quoted(name)} gives a rollup to table ${quoted(table)}, which cannot be derived: ${reason}; declare the table, as in aggregateTable(${quoted(table)})`,
  ),
  patch_threw: error(({ kind, name, message }) => `patch of ${kind} ${quoted(name)}: ${message}`),
  unused_allow: {
    severity: "warning",
    message: ({ kind, name, allowed, reason }) => `${kind} ${quoted(name)} allows ${allowed}, and ${reason}`,
  },
};
