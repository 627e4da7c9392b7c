import type { FieldSurvey } from "./field-survey.ts";
import type { ValueKind } from "./value-kind.ts";

/** The type in which Druid reads every value of a field without losing one, and whether its rows disagree. */
export interface ChosenType {
  readonly type: InferredType;
  /** Rows hold kinds of which none takes the others in. */
  readonly disagrees: boolean;
}

/** A data type of an input schema that can be inferred from data. */
export type InferredType =
  | "string"
  | "long"
  | "double"
  | "float"
  | "json"
  | "stringArray"
  | "longArray"
  | "doubleArray";

/**
 * Chooses a type as Druid's typed reading has it: a number in a text column is its text, a text or a boolean in a number
 * column is null, and anything nested in a text column is no JSON any more.
 */
export function chooseType(field: FieldSurvey): ChosenType {
  if (field.declared !== undefined) return { type: field.declared.type, disagrees: false };
  const { elements } = field;
  const kinds = decidingKinds(field);
  const has = (kind: ValueKind) => kinds.has(kind);
  const only = (...some: readonly ValueKind[]) => [...kinds].every((kind) => some.includes(kind));
  if (kinds.size === 0) return { type: "string", disagrees: false };
  if (field.textual && field.texts.leadingZero > 0 && field.texts.leadingZero === field.kinds.get("text")?.rows) {
    return { type: "string", disagrees: false };
  }
  if (only("list")) return { type: typeOfElements(elements), disagrees: isMixed(elements) };
  if (has("list") || has("object")) return { type: "json", disagrees: kinds.size > 1 };
  if (only("whole")) return { type: "long", disagrees: false };
  if (only("whole", "double")) return { type: "double", disagrees: false };
  return { type: "string", disagrees: kinds.size > 1 };
}

/** In csv an empty text among numbers is one that is not there: a number column reads it as null. */
function decidingKinds({ kinds, textual, texts }: FieldSurvey): ReadonlySet<ValueKind> {
  const decide = new Set(kinds.keys());
  if (textual && decide.size > 1 && texts.empty === kinds.get("text")?.rows) decide.delete("text");
  return decide;
}

function typeOfElements(elements: ReadonlySet<ValueKind>): InferredType {
  const only = (...some: readonly ValueKind[]) =>
    elements.size > 0 && [...elements].every((kind) => some.includes(kind));
  if (only("text")) return "stringArray";
  if (only("whole")) return "longArray";
  return only("whole", "double") ? "doubleArray" : "json";
}

function isMixed(elements: ReadonlySet<ValueKind>): boolean {
  const scalars = [...elements].filter((kind) => kind !== "double" || !elements.has("whole"));
  return scalars.length > 1;
}
