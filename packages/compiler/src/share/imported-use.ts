import type { ConnectionNode, ExpressionNode, JobNode, TableNode } from "@starfix/dsl";
import { printExpr } from "@starfix/expr";
import type { DefinitionPart } from "../locate/definition-part.ts";
import type { Position } from "../project/position.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";
import type { UsedDefinition } from "./uses-of.ts";

/** How a job uses a definition of another package: the facts whose change could break the job. */
export interface ImportedUse {
  /** Name of the package that owns the definition. */
  readonly package: string;
  /** Name of the job, and where it begins. */
  readonly job: string;
  readonly position: Position;
  readonly role: UsedDefinition["role"];
  /** The call that takes the definition. */
  readonly part: DefinitionPart;
  readonly kind: "connection" | "table";
  readonly name: string;
  /** `s3`, `detail`, … */
  readonly type: string;
  /** Of a table: its declared columns and measures, and their data types. */
  readonly columns: Readonly<Record<string, string>>;
  /** Of a table: the columns that the job fills or reads. */
  readonly used: readonly string[];
}

/** The facts about one use of another definition. */
export function importedUse(
  { node, name, position }: Pick<ResolvedDefinition, "node" | "name" | "position">,
  { node: used, role, part }: UsedDefinition,
  owner: string,
): ImportedUse {
  return {
    package: owner,
    job: name,
    position,
    role,
    part,
    kind: used.kind,
    name: used.name,
    type: used.request.type,
    columns: columnsOf(used),
    used: used.kind === "table" && node.kind === "job" ? usedColumns(node, role, Object.keys(columnsOf(used))) : [],
  };
}

function columnsOf(node: ConnectionNode | TableNode): Readonly<Record<string, string>> {
  if (node.kind !== "table") return {};
  return Object.fromEntries((node.request.schema ?? []).map(({ name, dataType }) => [name, dataType]));
}

function usedColumns(node: JobNode, role: ImportedUse["role"], columns: readonly string[]): readonly string[] {
  if (node.type !== "batch" && node.type !== "streaming")
    return node.type === "sql" ? namedIn(node.query, columns) : [];
  if (role === "target") return node.mappings.map(({ column }) => column);
  const expressions = [...node.mappings.map(({ expression }) => expression), ...(node.filter ? [node.filter] : [])];
  return namedIn(expressions.map(textOf).join("\n"), columns);
}

/** The columns that SQL names, in quotes or not. */
function namedIn(sql: string, columns: readonly string[]): readonly string[] {
  const words = new Set(sql.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
  return columns.filter((name) => sql.includes(`"${name.replaceAll('"', '""')}"`) || words.has(name));
}

function textOf(expression: ExpressionNode): string {
  return expression.kind === "sql" ? expression.sql : printExpr(expression.node);
}
