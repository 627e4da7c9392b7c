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

/** Counters of a run; null where the service told none. */
export interface JobRows {
  readonly rowsRead: number | null;
  readonly rowsPersisted: number | null;
  readonly rowsSkipped: number | null;
}

/** What is appended to the ledger. */
export type LedgerEvent =
  | { readonly event: "intent" }
  | { readonly event: "posted"; readonly jobId: string; readonly adopted?: true }
  | { readonly event: "refused"; readonly message: string }
  | ({ readonly event: "outcome"; readonly jobId: string; readonly status: string } & JobRows);

/** One line of the ledger. */
export type LedgerLine = LedgerKey & { readonly at: string } & LedgerEvent;

/** What the ledger knows of a key after all of its lines. */
export type LedgerEntry =
  | { readonly state: "intent"; readonly at: string }
  | { readonly state: "posted"; readonly jobId: string }
  | ({ readonly state: "ended"; readonly jobId: string; readonly status: string } & JobRows);

/** Folds the lines of a ledger into one entry a key. A key whose POST was refused has no entry: nothing happened. */
export function foldLedger(lines: readonly LedgerLine[]): Map<string, LedgerEntry & { readonly key: LedgerKey }> {
  const entries = new Map<string, LedgerEntry & { readonly key: LedgerKey }>();
  for (const line of lines) {
    const { url, project, job, sha256 } = line;
    const key = { url, project, job, sha256 };
    const id = ledgerKeyId(key);
    switch (line.event) {
      case "intent":
        entries.set(id, { key, state: "intent", at: line.at });
        break;
      case "posted":
        entries.set(id, { key, state: "posted", jobId: line.jobId });
        break;
      case "refused":
        entries.delete(id);
        break;
      case "outcome": {
        const { jobId, status, rowsRead, rowsPersisted, rowsSkipped } = line;
        entries.set(id, { key, state: "ended", jobId, status, rowsRead, rowsPersisted, rowsSkipped });
        break;
      }
      default:
        throw new Error(`unexpected line in the ledger: ${JSON.stringify(line satisfies never)}`);
    }
  }
  return entries;
}

/** A key as one text. */
export function ledgerKeyId({ url, project, job, sha256 }: LedgerKey): string {
  return JSON.stringify([url, project, job, sha256]);
}

/** Reads one line; undefined for one that a crash cut off or that is of another make. */
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
  // Checked field by field above; counters that are not there count as unknown.
  return { rowsRead: null, rowsPersisted: null, rowsSkipped: null, ...fields } as unknown as LedgerLine;
}
