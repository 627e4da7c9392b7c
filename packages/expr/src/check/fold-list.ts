import type { CallNode, ExprNode } from "../nodes.ts";
import type { Folded } from "./folded.ts";
import type { ConstantValue, PlannedType } from "./planned-type.ts";
import { regexIssue } from "./regex-issue.ts";

/** Functions of constant texts and lists that may come to NULL where Druid's planner expects a value. */
export const OF_TEXT_AND_LISTS: ReadonlySet<string> = new Set(
  `ARRAY_OFFSET ARRAY_ORDINAL ARRAY_ORDINAL_OF MV_ORDINAL_OF ARRAY_SLICE REPEAT LPAD RPAD STRING_TO_ARRAY`.split(" "),
);

export function foldList(node: CallNode, args: readonly PlannedType[]): Folded {
  const [first, second, third] = args;
  const text = first?.constant?.value;
  const [from, to] = [numberIn(second), numberIn(third)];
  const list = listOf(node.args[0], first);
  switch (node.function) {
    case "ARRAY_OFFSET":
      return list !== undefined && from !== undefined && list[from] === undefined ? { value: null } : undefined;
    case "ARRAY_ORDINAL":
      return list !== undefined && from !== undefined && list[from - 1] === undefined ? { value: null } : undefined;
    case "ARRAY_ORDINAL_OF":
    case "MV_ORDINAL_OF": {
      const sought = second?.constant?.value;
      if (list === undefined || sought === undefined || sought === null) return undefined;
      return list.some((one) => String(one) === String(sought)) ? undefined : { value: null };
    }
    case "ARRAY_SLICE":
      if (list === undefined || from === undefined) return undefined;
      return from < 0 || from > list.length || (to !== undefined && to < from) ? { value: null } : undefined;
    case "REPEAT":
      return typeof text === "string" && from !== undefined && from <= 0 ? { value: null } : undefined;
    case "LPAD":
    case "RPAD":
      return typeof text === "string" && from === 0 ? { value: null } : undefined;
    case "STRING_TO_ARRAY": {
      const pattern = second?.constant?.value;
      if (typeof text !== "string" || typeof pattern !== "string") return undefined;
      const reason = regexIssue(pattern);
      return reason === undefined ? undefined : { fails: `'${pattern}' is no regular expression of Java (${reason})` };
    }
    default:
      return undefined;
  }
}

function numberIn(type: PlannedType | undefined): number | undefined {
  const value = type?.constant?.value;
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : undefined;
}

/** The values of a constant list; a text is a list of itself. */
function listOf(node: ExprNode | undefined, type: PlannedType | undefined): readonly ConstantValue[] | undefined {
  if (typeof type?.constant?.value === "string") return [type.constant.value];
  if (node?.kind !== "array") return undefined;
  const values: ConstantValue[] = [];
  for (const item of node.items) {
    if (item.kind !== "literal") return undefined;
    values.push(item.value);
  }
  return values;
}
