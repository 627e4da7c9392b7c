import type { Claim, ClaimedJob, JobField, JobRecord, Jobs } from "@starfix/store";
import { JOB_KIND, UNFINISHED } from "@starfix/store/driver";
import { DuckDbRecords } from "./duckdb-records.ts";
import { columnOf, keyText, tableOf } from "./record-sql.ts";
import type { StoreDatabase } from "./store-database.ts";

const JOBS = tableOf(JOB_KIND);
const TABLE = columnOf("targetTable" satisfies JobField);
const IS_UNFINISHED = `${columnOf("executionStatus" satisfies JobField)} IN (${UNFINISHED.map((status) => `'${status}'`).join(", ")})`;

/** The oldest unfinished job that is not held at $1, and whose table no held job writes. */
const CLAIMABLE = `
  SELECT key FROM ${JOBS} WHERE ${IS_UNFINISHED} AND (expires IS NULL OR expires <= $1) AND (${TABLE} = '' OR ${TABLE} NOT IN
    (SELECT ${TABLE} FROM ${JOBS} WHERE ${IS_UNFINISHED} AND expires > $1))
  ORDER BY position LIMIT 1`;

const CLAIM = `UPDATE ${JOBS} SET owner = $2, fence = nextval('numbers'), expires = $3 WHERE key = $1`;
const CLAIMED = `SELECT key, revision, document, fence FROM ${JOBS} WHERE key = $1`;

/** Jobs in a table of their own, with the newest claim of each. */
export class DuckDbJobs extends DuckDbRecords<JobRecord, JobField> implements Jobs {
  readonly #clock: () => Date;

  constructor(database: StoreDatabase, clock: () => Date) {
    super(database, JOB_KIND);
    this.#clock = clock;
  }

  async claim(owner: string, leaseMs: number): Promise<ClaimedJob | undefined> {
    const now = this.#clock().getTime();
    const expires = now + leaseMs;
    // As one statement DuckDB would read all documents to give back one of them.
    const row = await this.database.transaction(async (run) => {
      const { rows } = await run(CLAIMABLE, [BigInt(now)]);
      const key = rows[0]?.[0];
      if (key === undefined) return undefined;
      await run(CLAIM, [key, owner, BigInt(expires)]);
      return (await run(CLAIMED, [key])).rows[0];
    });
    if (row === undefined) return undefined;
    const job = this.read(row);
    return { job, claim: { jobId: job.key, owner, fence: Number(row[3]), expires } };
  }

  async heartbeat(claim: Claim, leaseMs: number): Promise<Claim | undefined> {
    const expires = this.#clock().getTime() + leaseMs;
    return (await this.#setExpires(claim, BigInt(expires))) ? { ...claim, expires } : undefined;
  }

  async replaceClaimed(claim: Claim, revision: number, record: JobRecord): Promise<number | undefined> {
    return await this.replaceWhere(claim.jobId, revision, record, isValid(3), this.#validity(claim));
  }

  async release(claim: Claim): Promise<void> {
    await this.#setExpires(claim, null);
  }

  async #setExpires(claim: Claim, expires: bigint | null): Promise<boolean> {
    const sql = `UPDATE ${JOBS} SET expires = $2 WHERE key = $1 ${isValid(3)}`;
    const values = [keyText(claim.jobId), expires, ...this.#validity(claim)];
    return (await this.database.run(sql, values)).changed === 1;
  }

  /** The values of {@link isValid}. */
  #validity({ fence, owner }: Claim): [string, bigint, bigint] {
    return [owner, BigInt(fence), BigInt(this.#clock().getTime())];
  }
}

/** Whether a claim is valid: $first owner, then fence and the time now. */
function isValid(first: number): string {
  return `AND owner = $${first} AND fence = $${first + 1} AND expires > $${first + 2} AND ${IS_UNFINISHED}`;
}
