import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type ByteSource, type ColumnValue, columnReader, type InputRecord, openRecords } from "@starfix/engine";
import { parseTime } from "../functions/time-parse.ts";
import type { StagedField } from "../prepare/translated-job.ts";
import { LayoutReader } from "./layout-reader.ts";
import type { ProgressMeter } from "./progress-meter.ts";
import { RunFailure } from "./run-failure.ts";
import { type StagedColumn, Staging } from "./staging.ts";

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly maxParseExceptions: number;
  readonly meter: ProgressMeter;
}

/** Lines that are read before the event loop has a turn; a batch of blank lines holds hundreds of thousands. */
const LINES_PER_TURN = 2048;

/** Reads objects into the staging table of the connection. */
export async function readObjects(
  connection: DuckDBConnection,
  objects: readonly ByteSource[],
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
        if (index % LINES_PER_TURN === LINES_PER_TURN - 1) {
          meter.tick();
          await setImmediate();
          signal.throwIfAborted();
        }
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

function stagedColumn({ field, type, parsesTime }: StagedField): StagedColumn<InputRecord> {
  const read = columnReader(field);
  if (!parsesTime) return { type, read };
  return {
    type,
    read: (record) => {
      const value: ColumnValue = read(record);
      return value === null ? null : (parseTime(String(value)) ?? null);
    },
  };
}

function unreadable(key: string, line: number, text: string, skipped: number): RunFailure {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  const found = text.trim() === "" ? "an empty line" : JSON.stringify(shown);
  const allowed = skipped - 1;
  return new RunFailure(
    "cannot_parse_source",
    `line ${line} of ${JSON.stringify(key)}: expected one JSON object, received ${found}; ` +
      `${skipped} unreadable ${skipped === 1 ? "record" : "records"}, maxParseExceptions allows ${allowed}`,
  );
}
