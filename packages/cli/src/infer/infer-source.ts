import type { CliContext } from "../context.ts";
import { UserError } from "../user-error.ts";
import { describeFields, type InferredField } from "./describe-fields.ts";
import type { TimeCandidate } from "./field-notes.ts";
import { loadReaders } from "./load-readers.ts";
import { localSource } from "./local-source.ts";
import { nameNotes, unusableName } from "./name-notes.ts";
import { pickEvenly } from "./pick-objects.ts";
import { type LineSample, type ReadFile, readSample, type SampleLimits } from "./read-sample.ts";
import { s3Source } from "./s3-source.ts";
import { formatOfName, type SampleFormat } from "./sample-format.ts";
import type { SampleObject, SampleSource } from "./sample-source.ts";
import type { SampleIssue, SampleWarning } from "./survey.ts";

export interface InferSettings extends SampleLimits {
  /** File, folder or `s3://bucket/key`. */
  readonly source: string;
  /** By default known by the names of the files. */
  readonly format: SampleFormat | undefined;
  readonly s3Endpoint: string | undefined;
}

/** What a sample shows of the records of a source. */
export interface Inferred {
  readonly source: string;
  readonly format: SampleFormat;
  /** Records that were read. */
  readonly rows: number;
  readonly bytes: number;
  readonly files: readonly ReadFile[];
  /** Whether every record of the source was read. */
  readonly complete: boolean;
  readonly fields: readonly InferredField[];
  /** The time of the event, most likely. */
  readonly time: TimeCandidate | undefined;
  /** Lines that are no records: the first ones in words. */
  readonly issues: readonly SampleIssue[];
  readonly issueCount: number;
  readonly warnings: readonly SampleWarning[];
  readonly notes: readonly string[];
}

/** Reads a sample of a source and says what its records hold. Throws a UserError when there is nothing to infer from. */
export async function inferSource(settings: InferSettings, context: CliContext): Promise<Inferred> {
  const found = settings.source.startsWith("s3:")
    ? await s3Source(settings.source, settings.s3Endpoint, context)
    : await localSource(settings.source, context.cwd, context.signal);
  const { format, objects, notes } = chooseFormat(found, settings);
  const picked = pickEvenly(objects);
  const { survey, files } =
    format === "parquet"
      ? await readParquet(picked, settings, context)
      : await readSample(picked, format, settings, context.signal);
  if (survey.rows === 0) throw nothingRead(settings.source, format, { survey, files });
  const fields = describeFields(survey);
  if (fields.every(({ name }) => unusableName(name) !== undefined)) {
    const [first] = fields;
    const why = first === undefined ? "no fields" : `no field that can be declared: ${unusableName(first.name)}`;
    throw new UserError(`the records of ${settings.source} have ${why}`);
  }
  const complete = picked.length === objects.length && files.every(({ whole }) => whole);
  if (picked.length < objects.length) {
    notes.push(`${picked.length} of ${objects.length} files were looked at, spread evenly over their names`);
  }
  return {
    source: settings.source,
    format,
    rows: survey.rows,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
    complete,
    fields,
    time: likelyTime(fields),
    issues: survey.issues,
    issueCount: survey.issueCount,
    warnings: [...survey.warnings.values()],
    notes: [...notes, ...nameNotes(fields.map(({ name }) => name))],
  };
}

async function readParquet(
  objects: readonly SampleObject[],
  limits: SampleLimits,
  context: CliContext,
): Promise<LineSample> {
  await loadReaders(context, "parquet");
  const { readParquetSample } = await import("./read-parquet-sample.ts");
  return readParquetSample(objects, limits, context.signal);
}

interface Choice {
  readonly format: SampleFormat;
  readonly objects: readonly SampleObject[];
  readonly notes: string[];
}

/** The format, and the files that are of it by their names. A format that is given is that of every file. */
function chooseFormat({ objects, notes }: SampleSource, { source, format }: InferSettings): Choice {
  if (format !== undefined) return { format, objects, notes: [...notes] };
  const byFormat = new Map<SampleFormat | undefined, SampleObject[]>();
  for (const object of objects) {
    const format = formatOfName(object.name);
    const alike = byFormat.get(format);
    if (alike === undefined) byFormat.set(format, [object]);
    else alike.push(object);
  }
  const unknown = byFormat.get(undefined) ?? [];
  byFormat.delete(undefined);
  const [[only, files] = [undefined, []], ...others] = byFormat;
  const ways = "give --format nd-json, csv, tsv or parquet";
  if (only === undefined) {
    throw new UserError(`${unknown[0]?.name ?? source} has no format in its name: ${ways}`);
  }
  if (others.length > 0) {
    const seen = [...byFormat].map(([name, list]) => `${list.length} ${name}`).join(", ");
    throw new UserError(`${source} holds files of several formats (${seen}): name a part that holds one`);
  }
  const [first] = unknown;
  const left =
    first === undefined ? [] : [`${unknown.length} left out that have no format in their names, such as ${first.name}`];
  return { format: only, objects: files, notes: [...notes, ...left] };
}

function nothingRead(source: string, format: SampleFormat, { survey, files }: LineSample): UserError {
  const broken = files.find((file) => file.broken !== undefined)?.broken;
  const [issue] = survey.issues;
  if (issue !== undefined) {
    const hint = files.find((file) => file.hint !== undefined)?.hint;
    return new UserError(`${issue.place}: ${issue.message}${hint === undefined ? "" : `; ${hint}`}`);
  }
  if (broken !== undefined) return new UserError(broken);
  const header = format === "csv" || format === "tsv" ? " below a header" : "";
  return new UserError(`${source} holds no records${header}: there is nothing to infer types from`);
}

/** Names go before places: a `created_at` behind a `timestamp` is seldom the time of the event. */
function likelyTime(fields: readonly InferredField[]): TimeCandidate | undefined {
  const candidates = fields.flatMap(({ time }) => time ?? []);
  const named = (pattern: RegExp) => candidates.find(({ field }) => pattern.test(field));
  return named(/^(?:__time|time|timestamp|ts|event_?time)$/i) ?? named(/time|date|_at$|At$/) ?? candidates[0];
}
