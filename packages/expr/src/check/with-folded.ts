import type { ExprNode } from "../nodes.ts";
import type { Folded } from "./folded.ts";
import { constantFails, type InferContext } from "./infer-context.ts";
import type { PlannedType } from "./planned-type.ts";

const SURVIVES_NULL: ReadonlySet<string> = new Set(["COALESCE", "NVL", "IFNULL", "GREATEST", "LEAST", "COUNT"]);

/** The type with what planning works out; a NULL of a part goes on, except through the functions that replace it. */
export function withFolded(
  node: ExprNode,
  type: PlannedType,
  folded: Folded,
  parts: readonly PlannedType[],
  context: InferContext,
): PlannedType {
  if (folded !== undefined && "fails" in folded) {
    context.issues.push(constantFails(node, folded.fails));
    return type;
  }
  if (folded !== undefined) {
    const { value } = folded;
    if (typeof value === "number" && !Number.isFinite(value)) {
      const what = Number.isNaN(value) ? "not a number (NaN)" : "infinite";
      context.unfit.set(node, `it is ${what}, which a constant cannot be`);
    }
    return { ...type, constant: { value } };
  }
  if (node.kind === "call" && SURVIVES_NULL.has(node.function)) return type;
  const lost = !type.nullable && parts.some((part) => part.constant?.value === null);
  return lost ? { ...type, constant: { value: null } } : type;
}
