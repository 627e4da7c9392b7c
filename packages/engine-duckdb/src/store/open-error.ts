/** A data folder that cannot be opened. The message names the folder, the reason and what to do. */
export class DataFolderError extends Error {
  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(`cannot open the data folder ${folder}: ${reason}`, options);
    this.name = "DataFolderError";
  }
}

const RESTORE = "restore it from a backup, or move it away to begin without its content";

/** Why a database file does not open, by DuckDB's message, and what to do. The first pattern that matches decides. */
const REASONS: readonly (readonly [message: RegExp, reason: (file: string, match: RegExpExecArray) => string])[] = [
  [/Failure while replaying WAL|Corrupt WAL file/, (file) => `the file ${file}.wal is damaged; ${RESTORE}`],
  [/Could not read enough bytes from file/, (file) => `the file ${file} is cut short; ${RESTORE}`],
  [
    /Corrupt database file|not a valid DuckDB database file|Serialization Error|INTERNAL Error/,
    (file) => `the file ${file} is damaged; ${RESTORE}`,
  ],
  [
    /version number|newer version of DuckDB|older version of DuckDB/,
    (file) => `another release wrote the file ${file}; use that release, or name another folder`,
  ],
  [
    /Conflicting lock is held in .*\(PID (\d+)\)/,
    (_, [, pid]) => `process ${pid} has it open; stop that one, or name another folder`,
  ],
  [
    /Could not set lock on file|Conflicting lock|being used by another process/,
    () => "another process has it open; stop that one, or name another folder",
  ],
  [
    /No space left on device|File too large|Disk quota exceeded/,
    () => "there is no space left on its disk; make space, or name another folder",
  ],
  [
    /Permission denied|Operation not permitted|Read-only file system/,
    (file) => `the file ${file} cannot be written; give this user the right to, or name another folder`,
  ],
];

/** Turns what DuckDB threw when it opened a file of a data folder into an error that says what to do. */
export function openError(folder: string, file: string, cause: unknown): DataFolderError {
  const message = cause instanceof Error ? cause.message : String(cause);
  // The name of a file must not be taken for a reason.
  const unnamed = message.replaceAll(/"[^"]*"/g, '""');
  for (const [pattern, reason] of REASONS) {
    const match = pattern.exec(unnamed);
    if (match !== null) return new DataFolderError(folder, reason(file, match), { cause });
  }
  return new DataFolderError(folder, message, { cause });
}

/** Whether a write found no space: DuckDB took it back. */
export function isDiskFull(message: string): boolean {
  return /: (?:No space left on device|File too large|Disk quota exceeded)/.test(message);
}
