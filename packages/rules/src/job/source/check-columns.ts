import type { DataFormatSettings } from "@starfix/schema";
import type { InputField } from "../../checked-job.ts";
import type { Report } from "../../issues/rule-issue.ts";
import { listed } from "../../names/listed.ts";

const POINTER = "/source/formatSettings";

/** Checks the columns that a format names, and that every field of the input is one of them. */
export function checkColumns(
  settings: DataFormatSettings | undefined,
  fields: readonly InputField[],
  report: Report,
): void {
  switch (settings?.format) {
    case "csv":
      if (settings.columns && settings.columns.length > 0) {
        checkNames(settings.columns, `${POINTER}/columns`, report);
        checkFields(settings.columns, fields, report);
      } else if (settings.skipHeaderRows) {
        const facts = { expected: "columns with skipHeaderRows", received: "no columns" };
        report("header_skipped", `${POINTER}/skipHeaderRows`, facts);
      }
      return;
    case "regex": {
      const { columns, pattern } = settings;
      const groups = countGroups(pattern);
      if (columns.length !== groups) {
        const expected = `a column for each of ${counted(groups, "group")}`;
        report("group_count", `${POINTER}/columns`, { expected, received: counted(columns.length, "column") });
      }
      checkNames(columns, `${POINTER}/columns`, report);
      checkFields(columns, fields, report);
      return;
    }
    default:
  }
}

/** Fields that only the formats `kafka` and `kinesis` fill, by the default names of the contract. */
const ENVELOPE = /^(kafka|kinesis)\./;

/** Checks that the fields of a stream are those of its format. */
export function checkStreamFields(
  settings: DataFormatSettings | undefined,
  fields: readonly InputField[],
  report: Report,
): void {
  if (settings === undefined || settings.format === "kafka" || settings.format === "kinesis") return;
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]?.name ?? "";
    const [, envelope] = ENVELOPE.exec(field) ?? [];
    if (envelope === undefined) continue;
    const facts = { field, expected: `format ${envelope}`, received: settings.format };
    report("envelope_field", `/source/inputSchema/${index}/name`, facts);
  }
  checkColumns(settings, fields, report);
}

function checkNames(columns: readonly string[], pointer: string, report: Report): void {
  if (new Set(columns).size === columns.length) return;
  for (const [index, field] of columns.entries()) {
    if (columns.indexOf(field) === index) continue;
    const received = `a second ${JSON.stringify(field)}`;
    report("duplicate_field", `${pointer}/${index}`, { field, expected: "each column once", received });
  }
}

/** Reports the fields that the columns of the records do not have. */
export function checkFields(columns: readonly string[], fields: readonly InputField[], report: Report): void {
  const known = new Set(columns);
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]?.name ?? "";
    if (known.has(field)) continue;
    const facts = { field, expected: `one of ${listed(columns)}`, received: JSON.stringify(field) };
    report("field_not_in_columns", `/source/inputSchema/${index}/name`, facts);
  }
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** The number of capturing groups of a Java regular expression. */
export function countGroups(pattern: string): number {
  let groups = 0;
  let brackets = 0;
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === "\\") {
      const end = pattern[i + 1] === "Q" ? pattern.indexOf("\\E", i + 2) : i;
      if (end === -1) break;
      i = end + 1;
    } else if (char === "[") brackets++;
    else if (char === "]" && brackets > 0) brackets--;
    else if (
      char === "(" &&
      brackets === 0 &&
      (pattern[i + 1] !== "?" || /^\(\?<[A-Za-z]/.test(pattern.slice(i, i + 4)))
    ) {
      groups++;
    }
  }
  return groups;
}
