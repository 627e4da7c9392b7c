/** A boolean expression that can be printed directly or negated. */
export type Condition = Fact | Junction;

/** An expression and its negation, both binding tighter than `&&`. */
interface Fact {
  readonly kind: "fact";
  readonly yes: string;
  readonly no: string;
}

interface Junction {
  readonly kind: "all" | "any";
  readonly parts: readonly Condition[];
}

export function fact(yes: string, no: string): Condition {
  return { kind: "fact", yes, no };
}

/** A call of a boolean function. */
export function call(name: string, ...values: readonly string[]): Condition {
  const yes = `${name}(${values.join(", ")})`;
  return { kind: "fact", yes, no: `!${yes}` };
}

export function equals(left: string, right: string): Condition {
  return fact(`${left} === ${right}`, `${left} !== ${right}`);
}

export function all(parts: readonly Condition[]): Condition {
  return join("all", parts);
}

export function any(parts: readonly Condition[]): Condition {
  return join("any", parts);
}

export const NEVER: Condition = { kind: "any", parts: [] };

export function not(condition: Condition): Condition {
  if (condition.kind === "fact") return { kind: "fact", yes: condition.no, no: condition.yes };
  return { kind: OPPOSITE[condition.kind], parts: condition.parts.map(not) };
}

export function printCondition(condition: Condition): string {
  if (condition.kind === "fact") return condition.yes;
  if (condition.parts.length === 0) return String(condition.kind === "all");
  return condition.parts
    .map((part) => (part.kind === OPPOSITE[condition.kind] ? `(${printCondition(part)})` : printCondition(part)))
    .join(condition.kind === "all" ? " && " : " || ");
}

const OPPOSITE = { all: "any", any: "all" } as const;

function join(kind: "all" | "any", parts: readonly Condition[]): Condition {
  const flat: Condition[] = [];
  for (const part of parts) {
    if (part.kind === kind) flat.push(...part.parts);
    // A constant part decides the junction.
    else if (part.kind !== "fact" && part.parts.length === 0) return part;
    else flat.push(part);
  }
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat };
}
