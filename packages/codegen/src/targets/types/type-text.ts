/** One member of a union, as text. */
export interface Alternative {
  readonly text: string;
  /** Whether it needs no parentheses before `[]` and in a tuple; an intersection does. */
  readonly isAtom: boolean;
}

/** A type as the members of a union; an empty list is `never`. */
export type TypeText = readonly Alternative[];

export const UNKNOWN: TypeText = [{ text: "unknown", isAtom: true }];

/** Width at which the members of a union are wrapped. */
const LINE_WIDTH = 100;

export function atom(text: string): TypeText {
  return [{ text, isAtom: true }];
}

/** The union of types. */
export function unionOf(types: readonly TypeText[]): TypeText {
  if (types.length === 1 && types[0]) return types[0];
  const seen = new Map<string, Alternative>();
  for (const type of types) for (const each of type) if (!seen.has(each.text)) seen.set(each.text, each);
  return seen.has("unknown") ? UNKNOWN : [...seen.values()];
}

/** The intersection of types. */
export function intersectionOf(types: readonly TypeText[], indent: string): TypeText {
  if (types.length === 1 && types[0]) return types[0];
  const parts = new Map<string, TypeText>();
  for (const type of types) {
    if (type.length === 0) return [];
    const text = printUnion(type, indent);
    if (text !== "unknown") parts.set(text, type);
  }
  if (parts.size === 0) return UNKNOWN;
  if (parts.size === 1) return [...parts.values()][0] ?? UNKNOWN;
  const text = [...parts].map(([each, type]) => (type.length > 1 ? `(${each})` : each)).join(" & ");
  return [{ text, isAtom: false }];
}

/** Prints a union on one line, or a long one with one member on each line. */
export function printUnion(type: TypeText, indent: string): string {
  const [first] = type;
  if (!first) return "never";
  if (type.length === 1) return first.text;
  const texts = type.map(({ text }) => text);
  const width = texts.reduce((sum, text) => sum + text.length + 3, 0);
  if (width <= LINE_WIDTH || texts.some((text) => text.includes("\n"))) return texts.join(" | ");
  return texts.map((text) => `\n${indent}  | ${text}`).join("");
}

/** Prints a type as the operand of an operator that binds tighter than `|` and `&`. */
export function printOperand(type: TypeText, indent: string): string {
  const text = printUnion(type, indent);
  return type.length === 0 || (type.length === 1 && type[0]?.isAtom) ? text : `(${text})`;
}
