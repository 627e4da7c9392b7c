/** What a job run is known by: the same artifact on the same project of the same service runs once. */
export interface LedgerKey {
  /** Origin of the service. */
  readonly url: string;
  readonly project: string;
  /** Name of the artifact. */
  readonly job: string;
  /** Hash of the artifact's text. */
  readonly sha256: string;
}

/** Counters of a run; null where the service gave none. */
export interface JobRows {
  readonly rowsRead: number | null;
  readonly rowsPersisted: number | null;
  readonly rowsSkipped: number | null;
}

/** What is appended to the ledger. */
export type LedgerEvent =
  | {
      readonly event: "intent";
      /** The artifact, secrets as references: by it the job is found again, and compared with a later one. */
      readonly spec?: unknown;
      /** Jobs of the service that asked for the same before this POST, so none of them is the job that it made. */
      readonly others?: readonly string[];
    }
  | { readonly event: "posted"; readonly jobId: string; readonly adopted?: true }
  | { readonly event: "refused"; readonly message: string }
  | ({ readonly event: "outcome"; readonly jobId: string; readonly status: string } & JobRows);

/** One line of the ledger. */
export type LedgerLine = LedgerKey & { readonly at: string } & LedgerEvent;

type EndedRun = { readonly state: "ended"; readonly jobId: string; readonly status: string } & JobRows;

/** What the ledger knows of a key after all of its lines. */
export type LedgerEntry = { readonly at: string; readonly key: LedgerKey } & (
  | { readonly state: "intent"; readonly spec: unknown; readonly others: readonly string[] }
  | { readonly state: "posted"; readonly jobId: string }
  | EndedRun
) & {
    /** The last run that completed, while a later one is under way. */
    readonly completed?: EndedRun;
  };

/** The entries by `ledgerKeyId`; what changed last comes last. */
export type LedgerEntries = Map<string, LedgerEntry>;

/**
 * Takes one line in. A run that is refused or fails leaves what is known of an earlier one that completed; without one,
 * a refused POST leaves no entry, as nothing happened.
 */
export function addLedgerLine(entries: LedgerEntries, line: LedgerLine): void {
  const { url, project, job, sha256, at } = line;
  const key = { url, project, job, sha256 };
  const id = ledgerKeyId(key);
  const before = entries.get(id);
  const completed =
    before?.completed ?? (before?.state === "ended" && before.status === "completed" ? endOf(before) : undefined);
  const common = { key, at, ...(completed !== undefined && { completed }) };
  // What changed last is to come last.
  entries.delete(id);
  switch (line.event) {
    case "intent":
      entries.set(id, { ...common, state: "intent", spec: line.spec, others: line.others ?? [] });
      break;
    case "posted":
      entries.set(id, { ...common, state: "posted", jobId: line.jobId });
      break;
    case "refused":
      if (completed !== undefined) entries.set(id, { key, at, ...completed });
      break;
    case "outcome": {
      const ended = endOf(line);
      entries.set(id, { key, at, ...(ended.status === "completed" ? ended : (completed ?? ended)) });
      break;
    }
    default:
      throw new Error(`unexpected line in the ledger: ${JSON.stringify(line satisfies never)}`);
  }
}

function endOf({ jobId, status, rowsRead, rowsPersisted, rowsSkipped }: Omit<EndedRun, "state">): EndedRun {
  return { state: "ended", jobId, status, rowsRead, rowsPersisted, rowsSkipped };
}

/** A key as one text. */
export function ledgerKeyId({ url, project, job, sha256 }: LedgerKey): string {
  return JSON.stringify([url, project, job, sha256]);
}

/** Reads one line; undefined for one that a crash cut off or that another version wrote. */
export function parseLedgerLine(text: string): LedgerLine | undefined {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof line !== "object" || line === null) return undefined;
  const fields: Record<string, unknown> = { ...line };
  const needed = ["url", "project", "job", "sha256", "at", "event"];
  if (fields.event === "posted" || fields.event === "outcome") needed.push("jobId");
  if (fields.event === "outcome") needed.push("status");
  if (!["intent", "posted", "refused", "outcome"].includes(String(fields.event))) return undefined;
  if (!needed.every((name) => typeof fields[name] === "string")) return undefined;
  if (fields.others !== undefined && !isTexts(fields.others)) return undefined;
  // Checked field by field above; counters that are not there count as unknown.
  return { rowsRead: null, rowsPersisted: null, rowsSkipped: null, ...fields } as unknown as LedgerLine;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
