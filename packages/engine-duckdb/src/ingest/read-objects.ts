import type { DuckDBConnection } from "@duckdb/node-api";
import { type BucketObject, type ColumnValue, columnReader, type InputRecord, openRecords } from "@starfix/engine";
import { JobFailure } from "./job-failure.ts";
import { LayoutReader } from "./layout-reader.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import { type StagedColumn, Staging } from "./staging.ts";
import type { StagedField } from "./translate-plan.ts";

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly maxParseExceptions: number;
  readonly meter: ProgressMeter;
}

/** Reads the objects, in their order, into the staging table of the connection. */
export async function readObjects(
  connection: DuckDBConnection,
  objects: readonly BucketObject[],
  fields: readonly StagedField[],
  { signal, maxParseExceptions, meter }: ReadOptions,
): Promise<{ readonly sawNul: boolean }> {
  const columns = fields.map(stagedColumn);
  // A table needs a column even where no expression reads one.
  const staging = await Staging.create(connection, columns.length > 0 ? columns : [NOTHING]);
  const reader = new LayoutReader(fields.map(({ field }) => field.name));
  for (const object of objects) {
    for await (const batch of openRecords(object, signal)) {
      for (const [index, line] of batch.lines.entries()) {
        const record = reader.read(line);
        if (record === undefined) {
          meter.skipped++;
          if (meter.skipped > maxParseExceptions)
            throw unreadable(object.key, batch.firstLine + index, line, meter.skipped);
        } else {
          staging.add(record);
          meter.rows++;
        }
      }
      meter.read(batch.bytes, batch.storedBytes);
    }
    meter.finish(object.size);
  }
  staging.end();
  return { sawNul: staging.sawNul };
}

const NOTHING: StagedColumn<InputRecord> = { type: "BIGINT", read: () => null };

function stagedColumn({ field, type, convert }: StagedField): StagedColumn<InputRecord> {
  const read = columnReader(field);
  if (convert === undefined) return { type, read };
  return {
    type,
    read: (record) => {
      const value: ColumnValue = read(record);
      return value === null ? null : convert(String(value));
    },
  };
}

function unreadable(key: string, line: number, text: string, skipped: number): JobFailure {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  const found = text.trim() === "" ? "an empty line" : JSON.stringify(shown);
  const allowed = skipped - 1;
  return new JobFailure(
    "cannot_parse_source",
    `line ${line} of ${JSON.stringify(key)}: expected one JSON object, received ${found}; ` +
      `${skipped} unreadable ${skipped === 1 ? "record" : "records"}, maxParseExceptions allows ${allowed}`,
  );
}
