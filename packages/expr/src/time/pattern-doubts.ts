import { findStrftime, strftimeAdvice } from "./strftime.ts";
import { type PatternField, type PatternLetter, type PatternPart, parseTimePattern } from "./time-pattern.ts";

/** A part of a pattern that Joda takes and that is hardly meant so. */
export interface PatternDoubt {
  /** Whether no text or time is right with it, or only some are wrong. */
  readonly severity: "error" | "warning";
  readonly reason: string;
  /** Offsets in the pattern, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Whether times are read or written with the pattern. */
export type PatternUse = "parse" | "format";

const DATE: ReadonlySet<string> = new Set("yYxdDME");
const HOUR: ReadonlySet<string> = new Set("HkhK");

/**
 * What is hardly meant in a pattern of Joda that is one: letters of strftime, minutes in a date, the day of the year next to a
 * month, twelve hours without AM and PM, and their like.
 *
 * @example
 * findPatternDoubts("yyyy-MM-DD", "parse");
 * // => [{ severity: "error", start: 8, end: 10, reason: '"D" is the day of the year; write dd for the day of the month' }]
 */
export function findPatternDoubts(pattern: string, use: PatternUse): readonly PatternDoubt[] {
  const read = parseTimePattern(pattern);
  if ("error" in read) return [];
  const strftime = findStrftime(pattern);
  const advice = strftimeAdvice(pattern);
  // Nothing else of such a pattern is meant as it is.
  if (strftime !== undefined && advice !== undefined) return [{ severity: "error", reason: advice, ...strftime }];
  const fields = read.parts.filter((part) => part.kind === "field");
  const found = [...fields.flatMap((_, index) => doubtsOfField(fields, index, use)), ...unclosedTexts(read.parts)];
  if (use === "parse" && !fields.some(({ letter }) => "yYxC".includes(letter))) {
    const reason = "there is no year in it, so every time is in 1970; add the date to the text and to the pattern";
    found.push({ severity: "warning", reason, start: 0, end: pattern.length });
  }
  return found.sort((one, other) => one.start - other.start);
}

function doubtsOfField(fields: readonly PatternField[], index: number, use: PatternUse): readonly PatternDoubt[] {
  const field = fields[index] as PatternField;
  const { letter, count, start, end } = field;
  const before = fields[index - 1]?.letter ?? "";
  const after = fields[index + 1]?.letter ?? "";
  const has = (one: PatternLetter): boolean => fields.some((other) => other.letter === one);
  const doubt = (severity: PatternDoubt["severity"], reason: string): readonly PatternDoubt[] => [
    { severity, reason, start, end },
  ];
  switch (letter) {
    case "D":
      if (has("d") || !(has("M") || isMonthMeant(fields))) break;
      return doubt("error", `"D" is the day of the year; write ${count > 1 ? "dd" : "d"} for the day of the month`);
    case "m":
      if (has("M") || !(DATE.has(before) || (before === "" && DATE.has(after)))) break;
      return doubt("error", `"m" is the minute; write ${"M".repeat(count)} for the month`);
    case "M":
      if (!HOUR.has(before) || count > 2) break;
      return doubt("error", `"M" is the month; write ${"m".repeat(count)} for the minute`);
    case "S":
      if (before !== "m" || has("s")) break;
      return doubt("error", `"S" is a fraction of a second; write ${"s".repeat(count)} for seconds`);
    case "s":
      if (before !== "s") break;
      return doubt("error", `"s" is the second; write ${"S".repeat(count)} for its fraction`);
    case "h":
    case "K":
      if (has("a")) break;
      return doubt(
        use === "parse" ? "error" : "warning",
        `"${letter}" counts twelve hours, and "a" for AM or PM is missing; write ${"H".repeat(count)} for hours from 0 to 23`,
      );
    case "x":
      if (!has("M") && !has("d")) break;
      return doubt("error", `"x" is the year of the week, which differs around New Year; write ${"y".repeat(count)}`);
    case "w":
      if (has("x") || !(has("y") || has("Y"))) break;
      return doubt(
        "warning",
        '"w" counts the weeks of the year "x", which "y" is not around New Year; write x for the year',
      );
    case "a":
      if (use === "format" || !(has("H") || has("k")) || has("h") || has("K")) break;
      return doubt("warning", '"a" for AM or PM changes nothing next to "H", which counts 24 hours; write hh');
    case "d":
      if (count < 3) break;
      return doubt(
        "warning",
        `"d" is the day of the month as a number; write ${"E".repeat(count)} for the name of the day`,
      );
    default:
  }
  // A field that is written twice says the same twice.
  const again = fields.findIndex((one) => one.letter === letter) < index;
  if (use === "format" || !again || (letter === "m" && !has("M"))) return [];
  return doubt("warning", `"${letter}" is there twice, and the last one counts; write it once`);
}

/** Whether minutes are where a month belongs. */
function isMonthMeant(fields: readonly PatternField[]): boolean {
  return fields.some(({ letter }, index) => {
    const before = fields[index - 1]?.letter ?? "";
    return letter === "m" && (before === "" || DATE.has(before));
  });
}

function unclosedTexts(parts: readonly PatternPart[]): readonly PatternDoubt[] {
  const reason = "a quote is opened and not closed, so all letters after it mean themselves; close it";
  return parts.flatMap((part) =>
    part.kind === "text" && part.unclosed ? [{ severity: "warning", reason, start: part.start, end: part.end }] : [],
  );
}
