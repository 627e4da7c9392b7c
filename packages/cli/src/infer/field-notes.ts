import type { ChosenType } from "./choose-type.ts";
import type { FieldSurvey, Seen } from "./field-survey.ts";
import { unusableName } from "./name-notes.ts";
import { epochSql, epochUnit } from "./time-forms.ts";

/** Something about a field that its type does not say. */
export interface FieldNote {
  readonly code:
    | "time_text"
    | "epoch"
    | "number_as_text"
    | "leading_zeros"
    | "boolean"
    | "beyond_2_53"
    | "beyond_64_bits"
    | "always_null"
    | "empty_lists";
  readonly message: string;
}

/** How a field can fill `__time`. */
export interface TimeCandidate {
  readonly field: string;
  /** As code of a mapping. */
  readonly code: string;
  /** The first value that gives no time, which fails a job. */
  readonly bad: Seen | undefined;
}

/** Texts are taken for times when at least this share of them are. */
const MOST = 0.9;

/** The time that a field holds, when it does. */
export function timeOf(field: FieldSurvey, { type }: ChosenType): TimeCandidate | undefined {
  const { name, kinds, texts } = field;
  const rows = kinds.get("text")?.rows ?? 0;
  if (unusableName(name) !== undefined) return undefined;
  if (type === "string" && kinds.size === 1 && texts.time > 0 && texts.time >= MOST * rows) {
    return { field: name, code: `timeParse(${columnCode(name)})`, bad: texts.other };
  }
  if (field.declared?.isTime === true) {
    return { field: name, code: `millisToTimestamp(${columnCode(name)})`, bad: undefined };
  }
  const isNumber = type === "long";
  const isNumberText = type === "string" && kinds.size === 1 && texts.whole > 0 && texts.whole === rows;
  const unit = isNumber || isNumberText ? epochUnit(name, field.least, field.greatest) : undefined;
  if (unit === undefined) return undefined;
  if (isNumber && unit === "millis") {
    return { field: name, code: `millisToTimestamp(${columnCode(name)})`, bad: undefined };
  }
  const column = `"${name.replaceAll('"', '""')}"`;
  const sql = epochSql(unit, isNumber ? column : `CAST(${column} AS BIGINT)`);
  return { field: name, code: `'${sql.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`, bad: undefined };
}

/** What is worth saying of a field, apart from a disagreement of its rows. */
export function notesOf(field: FieldSurvey, chosen: ChosenType, time: TimeCandidate | undefined): readonly FieldNote[] {
  const { name, kinds, texts, unsafe, huge } = field;
  const notes: FieldNote[] = [];
  const note = (code: FieldNote["code"], message: string) => notes.push({ code, message });
  const textRows = kinds.get("text")?.rows ?? 0;
  if (time?.code.startsWith("timeParse")) {
    const bad = time.bad;
    const but = bad ? `, but ${bad.place} holds ${bad.value}, for which TIME_PARSE gives null` : "";
    note("time_text", `ISO times, for ${time.code}${but}`);
  } else if (time !== undefined) {
    const unit = field.declared?.isTime === true ? "millis" : epochUnit(name, field.least, field.greatest);
    note("epoch", `${unit} since 1970, for ${time.code}`);
  } else if (textRows > 0 && texts.whole + texts.double === textRows) {
    const type = texts.double === 0 ? "long" : "double";
    note("number_as_text", `numbers that are texts: "${type}" reads them as numbers`);
  }
  if (texts.leadingZero > 0) note("leading_zeros", "digits with leading zeros, which a number would lose");
  if (kinds.has("boolean")) {
    note("boolean", 'true and false, read as the texts "true" and "false"; in a number column they would be null');
  }
  if (unsafe !== undefined && !huge) {
    const lost =
      chosen.type === "double" || chosen.type === "doubleArray"
        ? "a double loses its digits"
        : "JavaScript loses their digits, Druid does not";
    note("beyond_2_53", `whole numbers beyond 2^53, such as ${unsafe.value} at ${unsafe.place}: ${lost}`);
  }
  if (huge !== undefined) {
    note("beyond_64_bits", `numbers beyond 64 bits, such as ${huge.value} at ${huge.place}: they are read as doubles`);
  }
  if (kinds.size === 0) {
    note("always_null", field.declared ? "always null" : "always null: its type is unknown");
  }
  if (kinds.size === 1 && kinds.has("list") && field.elements.size === 0) {
    note("empty_lists", "empty lists only: their type is unknown");
  }
  return notes;
}

/** A column of the callback of `.map()`. */
export function columnCode(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `c.${name}` : `c[${JSON.stringify(name)}]`;
}
