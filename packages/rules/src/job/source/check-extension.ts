import type { DataFormatSettings } from "@starfix/schema";
import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import { formatOfName } from "../../objects/object-format.ts";

/** Archives hold several files, and these compressions are not among those of the service. */
const UNREAD = /\.(?:zip|tar|t[gbx]z2?|tar\.\w+|rar|7z|lz|lz4|lzo|br|z)$/i;

/** Checks that the service reads a file of this name, and reads it as what the name says. */
export function checkExtension(
  name: string,
  settings: DataFormatSettings | undefined,
  pointer: string,
  report: Report,
): void {
  if (UNREAD.test(name)) {
    const expected = "a file as it is, or compressed as .gz, .bz2, .sz, .xz or .zst";
    report("unread_extension", pointer, { expected, received: describeValue(name) });
    return;
  }
  const told = settings && formatOfName(name);
  if (told === undefined || settings === undefined || isSameFormat(told, settings)) return;
  const expected = told.format === "csv" && told.delimiter === "\t" ? 'csv with delimiter "\\t"' : told.format;
  report("format_against_name", pointer, { format: settings.format, expected, received: describeValue(name) });
}

function isSameFormat(told: DataFormatSettings, given: DataFormatSettings): boolean {
  if (told.format !== given.format) return false;
  // A delimiter that is given is meant.
  return (
    told.format !== "csv" || given.format !== "csv" || told.delimiter === undefined || given.delimiter !== undefined
  );
}
