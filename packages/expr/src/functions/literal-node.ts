import type { LiteralNode } from "../nodes.ts";
import type { LiteralValue } from "./operand-types.ts";

const MIN_BIGINT = -(2n ** 63n);
const MAX_BIGINT = 2n ** 63n - 1n;

/** The literal of a JavaScript value. */
export function literalNode(value: LiteralValue): LiteralNode {
  if (value === null) return { kind: "literal", type: "NULL", value };
  switch (typeof value) {
    case "string":
      return { kind: "literal", type: "VARCHAR", value };
    case "boolean":
      return { kind: "literal", type: "BOOLEAN", value };
    case "bigint":
      return bigintNode(value);
    case "number":
      return numberNode(value);
    default:
      throw new TypeError(
        `invalid operand: expected an expression, text, a number, a boolean or null, received ${shownValue(value)}`,
      );
  }
}

function bigintNode(value: bigint): LiteralNode {
  if (value < MIN_BIGINT || value > MAX_BIGINT) {
    throw new RangeError(`invalid literal: expected a whole number of 64 bits, received ${value}`);
  }
  return { kind: "literal", type: "BIGINT", value };
}

function numberNode(value: number): LiteralNode {
  if (Number.isSafeInteger(value)) return { kind: "literal", type: "BIGINT", value: BigInt(value) };
  if (!Number.isFinite(value) || Number.isInteger(value)) {
    const advice = Number.isFinite(value) ? "; write it as a bigint" : "";
    throw new RangeError(`invalid literal: expected a number that SQL can hold exactly, received ${value}${advice}`);
  }
  return { kind: "literal", type: "DOUBLE", value };
}

/** A value that types do not allow and JavaScript does, in a message: a misspelt import, a Date, a function without its call. */
export function shownValue(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "an object") : String(value);
}
