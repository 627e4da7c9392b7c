import type { DoubtRule, FunctionEntry } from "../../catalogue/function-entry.ts";
import type { CallNode } from "../../nodes.ts";
import type { PlannedType } from "../planned-type.ts";
import type { ExprDoubt } from "./expr-doubt.ts";
import { cutOffset, epochUnit, literalOffset, timePattern, timeZone } from "./time-doubts.ts";
import { jsonOfText, substringStart, textAsNumber } from "./value-doubts.ts";

/** A call without issues, with the types of its arguments. */
export interface CheckedCall {
  readonly node: CallNode;
  readonly entry: FunctionEntry;
  readonly args: readonly PlannedType[];
}

const RULES: Readonly<Record<DoubtRule, (call: CheckedCall) => readonly ExprDoubt[]>> = {
  timePattern,
  literalOffset,
  cutOffset,
  timeZone,
  epochUnit,
  jsonOfText,
  substringStart,
  textAsNumber,
};

/** Adds what a call means otherwise than it looks, by the rules of its function. */
export function addDoubts(call: CheckedCall, rules: readonly DoubtRule[], doubts: ExprDoubt[]): void {
  for (const rule of rules) {
    const found = RULES[rule](call);
    if (found.length > 0) doubts.push(...found);
  }
}
