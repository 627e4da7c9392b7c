import type { CompileResult } from "@starfix/compiler";
import type { Compiled } from "./compile.ts";
import type { CliContext } from "./context.ts";
import { UserError } from "./user-error.ts";

/** Adds the tables that jobs would make, written out. */
export async function withTables(
  { project, result }: Pick<Compiled, "project" | "result">,
  { cwd }: CliContext,
): Promise<CompileResult> {
  const { withInferredTables } = await import("@starfix/compiler/tables");
  const { formatPosition } = await import("@starfix/compiler");
  const { result: all, problems } = withInferredTables(result, project);
  if (problems.length === 0) return all;
  const facts = problems.map(({ table, position, message }) => ({
    table,
    position: formatPosition(position, cwd),
    message,
  }));
  const lines = facts.map(
    ({ table, position, message }) => `${position} - table ${JSON.stringify(table)} cannot be inferred: ${message}`,
  );
  throw new UserError(`${lines.join("\n")}\nnothing was written; declare these tables, or leave --tables out`, {
    json: { tables: facts },
  });
}
