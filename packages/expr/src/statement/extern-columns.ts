import type { ExprNode } from "../nodes.ts";
import type { SqlType } from "../sql-type.ts";
import type { KnownColumns, ScopeColumn } from "./scope.ts";
import type { FunctionRelation } from "./statement-node.ts";

/** The columns that a table function is given, after it or as a signature; undefined where it has none. */
export function externColumns({ name, args, extend }: FunctionRelation): KnownColumns | undefined {
  if (extend !== undefined) return { columns: extend.map(asTime), closed: true };
  if (name !== "EXTERN") return undefined;
  const signature = textOf(
    args.find((arg) => arg.name === "SIGNATURE")?.value ?? (args[2]?.name === undefined ? args[2]?.value : undefined),
  );
  const columns = signature === undefined ? undefined : readSignature(signature);
  return columns && { columns: columns.map(asTime), closed: true };
}

/** The text of a literal; undefined of another expression. */
export function textOf(node: ExprNode | undefined): string | undefined {
  return node?.kind === "literal" && node.type === "VARCHAR" ? node.value : undefined;
}

/** `__time` of external data is read as a time. */
function asTime({ name, type }: ScopeColumn): ScopeColumn {
  return { name, type: name === "__time" ? "TIMESTAMP" : type };
}

const TYPES: Readonly<Record<string, SqlType>> = {
  string: "VARCHAR",
  long: "BIGINT",
  double: "DOUBLE",
  float: "FLOAT",
  "array<string>": "VARCHAR ARRAY",
  "array<long>": "BIGINT ARRAY",
  "array<double>": "DOUBLE ARRAY",
  "array<float>": "FLOAT ARRAY",
  "complex<json>": "COMPLEX<json>",
};

/** `[{"name":"city","type":"string"}]` */
function readSignature(text: string): readonly ScopeColumn[] | undefined {
  const list = parsed(text);
  if (!Array.isArray(list)) return undefined;
  const columns = list.map((one: unknown): ScopeColumn | undefined => {
    if (typeof one !== "object" || one === null || !("name" in one) || typeof one.name !== "string") return undefined;
    const type = "type" in one && typeof one.type === "string" ? TYPES[one.type.toLowerCase()] : undefined;
    return { name: one.name, type: type ?? "OTHER" };
  });
  const known = columns.filter((column) => column !== undefined);
  return known.length === columns.length ? known : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
