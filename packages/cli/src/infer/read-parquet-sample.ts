import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BucketError } from "@starfix/engine";
import { ParquetError, sampleParquet } from "@starfix/engine-duckdb";
import { UserError } from "../user-error.ts";
import { FieldSurvey } from "./field-survey.ts";
import { formatSize } from "./parse-size.ts";
import { fairShare } from "./pick-objects.ts";
import type { LineSample, ReadFile, SampleLimits } from "./read-sample.ts";
import type { SampleObject } from "./sample-source.ts";
import { Survey } from "./survey.ts";

/** Reads rows of each Parquet file. Where two files give a column another type, that is a warning. */
export async function readParquetSample(
  objects: readonly SampleObject[],
  limits: SampleLimits,
  signal: AbortSignal,
): Promise<LineSample> {
  const survey = new Survey();
  const files: ReadFile[] = [];
  let { rows } = limits;
  for (const [index, object] of objects.entries()) {
    const share = fairShare(rows, objects.length - index);
    const file = await readFile(object, { rows: share, bytes: limits.bytes }, survey, signal);
    rows -= file.rows;
    files.push(file);
  }
  return { survey, files };
}

async function readFile(
  { name, object, file }: SampleObject,
  limits: SampleLimits,
  survey: Survey,
  signal: AbortSignal,
): Promise<ReadFile> {
  try {
    // DuckDB takes a name with these characters for a pattern.
    if (file !== undefined && !/[*?[\]]/.test(file)) return await addRows(file, name, object.size, limits, survey);
    if (object.size > limits.bytes) {
      throw new UserError(
        `${name} has ${formatSize(object.size)}, and a Parquet file is read as a whole: give --bytes, such as --bytes ${Math.ceil(object.size / 1e6)}MB`,
      );
    }
    const folder = await mkdtemp(join(tmpdir(), "starfix-infer-"));
    try {
      const copy = join(folder, "sample.parquet");
      await pipeline(await object.open(signal), createWriteStream(copy), { signal });
      return await addRows(copy, name, object.size, limits, survey);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    if (error instanceof ParquetError) {
      const broken = `cannot read ${name}: it is no Parquet file, or it is damaged`;
      return { name, rows: 0, bytes: object.size, whole: false, broken };
    }
    if (error instanceof BucketError) throw new UserError(error.message, { cause: error });
    throw error;
  }
}

async function addRows(
  file: string,
  name: string,
  bytes: number,
  { rows: limit }: SampleLimits,
  survey: Survey,
): Promise<ReadFile> {
  const { columns, rows, totalRows } = await sampleParquet(file, { rows: limit });
  for (const { name: column, dataType, isTime, type } of columns) {
    const known = survey.fields.get(column);
    if (known === undefined) {
      const field = new FieldSurvey(column, false);
      field.declared = { type: dataType, isTime };
      survey.fields.set(column, field);
    } else if (known.declared?.type !== dataType) {
      survey.addFinding(
        `column ${JSON.stringify(column)} is ${type} (${dataType}) here and ${known.declared?.type} in the files before`,
        name,
      );
    }
  }
  for (const [index, row] of rows.entries()) {
    const fields = columns.map((column, place) => [column.name, row[place] ?? null] as const);
    survey.addRow({ fields, textual: false }, `${name}:${index + 1}`);
  }
  return { name, rows: rows.length, bytes, whole: rows.length === totalRows };
}
