import type { CompileResult } from "@starfix/compiler";
import type { Compiled } from "./compile.ts";
import type { CliContext } from "./context.ts";
import { UserError } from "./user-error.ts";

/** Adds the tables that jobs would create. */
export async function withTables(
  { project, result }: Pick<Compiled, "project" | "result">,
  { cwd }: CliContext,
): Promise<CompileResult> {
  const { withDerivedTables } = await import("@starfix/compiler/tables");
  const { formatPosition } = await import("@starfix/compiler");
  const { result: all, underived } = withDerivedTables(result, project);
  if (underived.length === 0) return all;
  const facts = underived.map(({ table, position, reason }) => ({
    table,
    position: formatPosition(position, cwd),
    reason,
  }));
  const lines = facts.map(
    ({ table, position, reason }) => `${position} - table ${JSON.stringify(table)} cannot be derived: ${reason}`,
  );
  throw new UserError(`${lines.join("\n")}\nnothing was written; declare these tables, or leave --tables out`, {
    json: { tables: facts },
  });
}
