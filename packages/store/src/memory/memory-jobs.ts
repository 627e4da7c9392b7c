import { JOB_KIND } from "../kinds/job-kind.ts";
import { isUnfinished, type JobField, type JobRecord } from "../records/job-record.ts";
import type { Claim, ClaimedJob, Jobs } from "../store.ts";
import { type MemoryEntry, MemoryRecords, type MemoryState } from "./memory-records.ts";

export class MemoryJobs extends MemoryRecords<JobRecord, JobField> implements Jobs {
  constructor(state: MemoryState, entries: readonly MemoryEntry[]) {
    super(JOB_KIND, state, entries);
  }

  async claim(owner: string, leaseMs: number): Promise<ClaimedJob | undefined> {
    this.checkOpen();
    const unfinished = this.entries.filter((entry) => this.#isUnfinished(entry));
    const [held, free] = [true, false].map((wanted) => unfinished.filter((entry) => this.#isHeld(entry) === wanted));
    const busy = new Set(held?.map((entry) => this.#tableOf(entry)));
    const entry = free?.find((one) => this.#tableOf(one) === "" || !busy.has(this.#tableOf(one)));
    if (entry === undefined) return undefined;
    this.state.number += 1;
    const claim = { jobId: entry.key, owner, fence: this.state.number, expires: this.#now() + leaseMs };
    this.write({ ...entry, lease: claim });
    return { claim, job: this.read(entry) };
  }

  async heartbeat(claim: Claim, leaseMs: number): Promise<Claim | undefined> {
    this.checkOpen();
    const entry = this.#entryOf(claim);
    if (entry === undefined) return undefined;
    const lease = { ...claim, expires: this.#now() + leaseMs };
    this.write({ ...entry, lease });
    return lease;
  }

  async replaceClaimed(claim: Claim, revision: number, record: JobRecord): Promise<number | undefined> {
    this.checkOpen();
    return this.#entryOf(claim) === undefined ? undefined : this.replaceIf(claim.jobId, revision, record);
  }

  async release(claim: Claim): Promise<void> {
    this.checkOpen();
    const entry = this.#entryOf(claim);
    if (entry === undefined) return;
    const { lease: _, ...others } = entry;
    this.write(others);
  }

  /** The entry of the job while the claim is valid. */
  #entryOf({ fence, jobId, owner }: Claim): MemoryEntry | undefined {
    const entry = this.entryOf(jobId);
    if (entry === undefined || !this.#isUnfinished(entry) || !this.#isHeld(entry)) return undefined;
    return entry.lease?.fence === fence && entry.lease.owner === owner ? entry : undefined;
  }

  #isHeld({ lease }: MemoryEntry): boolean {
    return lease !== undefined && lease.expires > this.#now();
  }

  #isUnfinished(entry: MemoryEntry): boolean {
    // The field is the status of the record.
    const executionStatus = this.indexOf(entry).fields.executionStatus as JobRecord["executionStatus"];
    return isUnfinished({ executionStatus });
  }

  #now(): number {
    return this.state.clock().getTime();
  }

  #tableOf(entry: MemoryEntry): string {
    return this.indexOf(entry).fields.targetTable;
  }
}
