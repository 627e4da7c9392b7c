import { type Client, getJob, type JobResponse, type JobSummaryResponse, listJobs } from "@starfix/client";
import { canonicalSpec } from "./canonical-spec.ts";
import { hasBroken } from "./plan-jobs.ts";
import { sleep } from "./sleep.ts";

const PAGE = 1_000;
/** How many jobs are asked for at once. */
const CONCURRENCY = 8;
/** Milliseconds between two looks. */
const PAUSE = 250;

/** A job to find on the service. */
export interface WantedJob {
  /** Body that was or would be posted. */
  readonly body: unknown;
  /** Ids of jobs that belong to other artifacts. */
  readonly taken: ReadonlySet<string>;
  /** Looks again until this time, in milliseconds since 1970. */
  readonly until: number;
}

/** Finds jobs by what they ask for. Each job of the service is read once. */
export class JobFinder {
  readonly #client: Client;
  readonly #lists = new Map<string, Promise<readonly JobSummaryResponse[]>>();
  readonly #jobs = new Map<string, Promise<{ readonly job: JobResponse; readonly spec: string }>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The job that asks for the same and has or will have its rows: rather a completed one, rather an older one. */
  async find({ body, taken, until }: WantedJob): Promise<JobResponse | undefined> {
    const source = sourceOf(body);
    const spec = canonicalSpec(body);
    for (;;) {
      const candidates = inOrder(await this.#list(source)).filter(({ id }) => !taken.has(id));
      for (let start = 0; start < candidates.length; start += CONCURRENCY) {
        const some = candidates.slice(start, start + CONCURRENCY);
        const jobs = await Promise.all(some.map(({ id }) => this.#read(id)));
        const found = jobs.find((candidate) => candidate.spec === spec);
        if (found !== undefined) return found.job;
      }
      if (Date.now() >= until) return undefined;
      this.#lists.clear();
      await sleep(PAUSE);
    }
  }

  #read(jobId: string): Promise<{ readonly job: JobResponse; readonly spec: string }> {
    let read = this.#jobs.get(jobId);
    if (read === undefined) {
      read = getJob(this.#client, { jobId }).then((job) => ({ job, spec: canonicalSpec(job.spec) }));
      this.#jobs.set(jobId, read);
    }
    return read;
  }

  #list(source: JobSourceNames): Promise<readonly JobSummaryResponse[]> {
    const key = JSON.stringify(source);
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = listAll(this.#client, source);
      this.#lists.set(key, list);
    }
    return list;
  }
}

interface JobSourceNames {
  readonly targetTableName: string;
  readonly connectionName: readonly string[] | undefined;
}

async function listAll(client: Client, names: JobSourceNames): Promise<readonly JobSummaryResponse[]> {
  const jobs: JobSummaryResponse[] = [];
  for (;;) {
    const page = await listJobs(client, {
      ...names,
      type: ["batch"],
      // Jobs that are added meanwhile come last, so no page shifts.
      sortColumn: "created_date_time",
      sortOrder: "ASC",
      paginationLimit: PAGE,
      paginationOffset: jobs.length,
    });
    jobs.push(...page.values);
    if (page.moreResultsAvailable !== true || page.values.length === 0) return jobs;
  }
}

function inOrder(list: readonly JobSummaryResponse[]): readonly JobSummaryResponse[] {
  const isDone = ({ executionStatus }: JobSummaryResponse) => executionStatus === "completed";
  const alive = list.filter(({ executionStatus }) => !hasBroken(executionStatus));
  return [...alive.filter(isDone), ...alive.filter((job) => !isDone(job))];
}

function sourceOf(body: unknown): JobSourceNames {
  const targetTableName = textAt(body, "target", "tableName");
  const connectionName = textAt(body, "source", "connectionName");
  if (targetTableName === undefined) throw new Error("a job artifact without target.tableName got past the compiler");
  return { targetTableName, connectionName: connectionName === undefined ? undefined : [connectionName] };
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Object.entries(at).find(([name]) => name === key)?.[1];
  }
  return typeof at === "string" ? at : undefined;
}
