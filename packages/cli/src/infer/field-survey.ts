import type { JsonValue } from "@starfix/engine";
import type { InferredType } from "./choose-type.ts";
import { NestedPaths } from "./nested-paths.ts";
import { isTimeText } from "./time-forms.ts";
import { kindOf, numberKind, shownValue, type ValueKind } from "./value-kind.ts";

/** A value that was seen, and where. */
export interface Seen {
  /** `file:line`. */
  readonly place: string;
  /** The value, short. */
  readonly value: string;
}

/** How often something was seen, and where first. */
export interface Tally {
  rows: number;
  readonly first: Seen;
}

/** How many texts look like what, and one that looks like none of it. */
interface TextCounts {
  empty: number;
  whole: number;
  double: number;
  leadingZero: number;
  time: number;
  other: Seen | undefined;
}

/** All that a sample shows of one field. */
export class FieldSurvey {
  readonly name: string;
  /** Whether values come as text and a text that spells a number is one, as in csv. */
  readonly textual: boolean;
  /** What the file itself says of the field, as Parquet does: it goes before the values. */
  declared: { readonly type: InferredType; readonly isTime: boolean } | undefined;
  /** Rows that have the field, null or not. */
  present = 0;
  nulls = 0;
  readonly kinds: Map<ValueKind, Tally> = new Map();
  /** Texts that are something more than texts; each value counts once. */
  readonly texts: TextCounts = { empty: 0, whole: 0, double: 0, leadingZero: 0, time: 0, other: undefined };
  /** Least and greatest of the whole numbers, those that are spelt as texts too. */
  least: number = Number.POSITIVE_INFINITY;
  greatest: number = Number.NEGATIVE_INFINITY;
  /** The first whole number beyond 2^53, and the first beyond 64 bits. */
  unsafe: Seen | undefined;
  huge: Seen | undefined;
  /** Kinds of the elements of lists; `null` elements do not count. */
  readonly elements: Set<ValueKind> = new Set();
  readonly paths: NestedPaths = new NestedPaths();

  constructor(name: string, textual: boolean) {
    this.name = name;
    this.textual = textual;
  }

  add(value: JsonValue, place: string): void {
    this.present++;
    if (value === null) {
      this.nulls++;
      return;
    }
    const spelt = this.textual && typeof value === "string" ? numberKind(value) : undefined;
    const kind = spelt ?? kindOf(value);
    this.#count(kind, value, place);
    if (typeof value === "string") this.#addText(value, place, spelt !== undefined);
    else if (kind === "whole") this.#addWhole(BigInt(value as number | bigint), value, place);
    else if (kind === "double" && Math.abs(Number(numberOf(value))) >= 2 ** 63) this.huge ??= seen(value, place);
    else if (kind === "list") {
      for (const element of value as readonly JsonValue[]) if (element !== null) this.elements.add(kindOf(element));
      this.paths.add(value);
    } else if (kind === "object") this.paths.add(value);
  }

  #count(kind: ValueKind, value: JsonValue, place: string): void {
    const tally = this.kinds.get(kind);
    if (tally === undefined) this.kinds.set(kind, { rows: 1, first: seen(value, place) });
    else tally.rows++;
  }

  #addText(text: string, place: string, spelt: boolean): void {
    const number = numberKind(text);
    if (number === "whole") this.#addWhole(BigInt(text), text, place);
    if (spelt) return;
    if (text === "") this.texts.empty++;
    else if (number !== undefined) this.texts[number]++;
    else if (/^-?0\d+$/.test(text)) this.texts.leadingZero++;
    else if (isTimeText(text)) this.texts.time++;
    else this.texts.other ??= seen(text, place);
  }

  #addWhole(whole: bigint, value: JsonValue, place: string): void {
    const number = Number(whole);
    if (number < this.least) this.least = number;
    if (number > this.greatest) this.greatest = number;
    if (!Number.isSafeInteger(number)) this.unsafe ??= seen(value, place);
  }
}

function seen(value: JsonValue, place: string): Seen {
  return { place, value: shownValue(value) };
}

function numberOf(value: JsonValue): unknown {
  return typeof value === "object" && value !== null && "value" in value ? value.value : value;
}
