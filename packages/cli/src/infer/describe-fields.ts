import { chooseType, type InferredType } from "./choose-type.ts";
import { type FieldNote, notesOf, type TimeCandidate, timeOf } from "./field-notes.ts";
import type { FieldSurvey } from "./field-survey.ts";
import type { NestedPath } from "./nested-paths.ts";
import type { Survey } from "./survey.ts";
import { kindWords, type ValueKind } from "./value-kind.ts";

/** One kind of value of a field. */
export interface SeenKind {
  readonly kind: ValueKind;
  readonly rows: number;
  /** The first such value and its place. */
  readonly place: string;
  readonly value: string;
}

/** What the rows say of a field when they do not agree. */
export interface Disagreement {
  /** Kinds, the most frequent one first. */
  readonly kinds: readonly SeenKind[];
  /** What becomes of them in the type that was chosen. */
  readonly result: string;
}

/** A field of the sample, with the type to declare. */
export interface InferredField {
  readonly name: string;
  readonly type: InferredType;
  readonly nulls: number;
  /** Rows that lack the field. */
  readonly missing: number;
  readonly disagreement: Disagreement | undefined;
  readonly notes: readonly FieldNote[];
  readonly time: TimeCandidate | undefined;
  readonly paths: readonly NestedPath[];
  readonly pathsCut: boolean;
}

export function describeFields({ fields, rows }: Survey): readonly InferredField[] {
  return [...fields.values()].map((field) => describeField(field, rows));
}

function describeField(field: FieldSurvey, rows: number): InferredField {
  const chosen = chooseType(field);
  const time = timeOf(field, chosen);
  const isNested = chosen.type === "json";
  return {
    name: field.name,
    type: chosen.type,
    nulls: field.nulls,
    missing: rows - field.present,
    disagreement: chosen.disagrees ? disagreementOf(field, chosen.type) : undefined,
    notes: notesOf(field, chosen, time),
    time,
    paths: isNested ? field.paths.list() : [],
    pathsCut: isNested && field.paths.cut,
  };
}

function disagreementOf({ kinds, elements }: FieldSurvey, type: InferredType): Disagreement {
  const seen = [...kinds]
    .map(([kind, { rows, first }]): SeenKind => ({ kind, rows, place: first.place, value: first.value }))
    .sort((a, b) => b.rows - a.rows);
  if (seen.length === 1) {
    const words = [...elements].map((kind) => kindWords[kind]).join(", ");
    return { kinds: seen, result: `its lists hold elements of several kinds (${words}): "json" keeps them all` };
  }
  const result =
    type === "json"
      ? '"json" keeps each as it is'
      : '"string" reads each as its text; a number column would read what is no number as null';
  return { kinds: seen, result };
}
