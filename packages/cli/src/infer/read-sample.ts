import { BucketError, openRecords, ReadError } from "@starfix/engine";
import { delimitedReader } from "./delimited-reader.ts";
import { fairShare } from "./pick-objects.ts";
import { hintOf, readJsonLine } from "./read-json-line.ts";
import type { SampleFormat } from "./sample-format.ts";
import type { LineReader } from "./sample-row.ts";
import type { SampleObject } from "./sample-source.ts";
import { Survey } from "./survey.ts";

export interface SampleLimits {
  readonly rows: number;
  /** After decompression. */
  readonly bytes: number;
}

/** What was read of one file. */
export interface ReadFile {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** Whether it was read to its end. */
  readonly whole: boolean;
  /** Why reading broke off. */
  readonly broken?: string;
  /** What the file is, when its first line is no record and shows it. */
  readonly hint?: string;
}

export interface LineSample {
  readonly survey: Survey;
  readonly files: readonly ReadFile[];
}

/**
 * Reads lines of each file until the rows or the bytes are used up. Each file gets an equal share of what is left; small
 * ones come first, so that what they do not use goes to the others.
 */
export async function readSample(
  objects: readonly SampleObject[],
  format: Exclude<SampleFormat, "parquet">,
  limits: SampleLimits,
  signal: AbortSignal,
): Promise<LineSample> {
  const survey = new Survey();
  const bySize = [...objects].sort((a, b) => a.object.size - b.object.size);
  const files = new Map<SampleObject, ReadFile>();
  let { rows, bytes } = limits;
  for (const [index, object] of bySize.entries()) {
    const left = bySize.length - index;
    const share = { rows: fairShare(rows, left), bytes: fairShare(bytes, left) };
    const file = share.rows > 0 && share.bytes > 0 ? await readFile(object, format, share, survey, signal) : NOTHING;
    files.set(object, { name: object.name, ...file });
    rows = Math.max(0, rows - file.rows);
    bytes = Math.max(0, bytes - file.bytes);
  }
  return { survey, files: objects.flatMap((object) => files.get(object) ?? []) };
}

const NOTHING: Omit<ReadFile, "name"> = { rows: 0, bytes: 0, whole: false };

async function readFile(
  { name, object }: SampleObject,
  format: Exclude<SampleFormat, "parquet">,
  share: SampleLimits,
  survey: Survey,
  signal: AbortSignal,
): Promise<Omit<ReadFile, "name">> {
  const read: LineReader = format === "nd-json" ? readJsonLine : delimitedReader(format);
  let rows = 0;
  let bytes = 0;
  let hint: string | undefined;
  const end = (whole: boolean, broken?: string) => ({
    rows,
    bytes,
    whole,
    ...(broken === undefined ? {} : { broken }),
    ...(hint === undefined ? {} : { hint }),
  });
  try {
    for await (const batch of openRecords(object, signal)) {
      bytes += batch.bytes;
      for (const [index, line] of batch.lines.entries()) {
        const place = `${name}:${batch.firstLine + index}`;
        if (rows >= share.rows) return end(false);
        const result = read(line);
        for (const warning of result.warnings ?? []) survey.addFinding(warning, place);
        if (result.row !== undefined) {
          survey.addRow(result.row, place);
          rows++;
        } else if (result.issue !== undefined) {
          survey.addIssue(place, result.issue);
          if (batch.firstLine + index === 1) hint = hintOf(line);
        }
      }
      // A file of one long line, or of lines that are no records, ends here too.
      if (bytes >= share.bytes) return end(false);
    }
    return end(true);
  } catch (error) {
    if (error instanceof ReadError || error instanceof BucketError) return end(false, error.message);
    throw error;
  }
}
