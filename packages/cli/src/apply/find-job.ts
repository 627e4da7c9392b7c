import { type Client, getJob, type JobResponse, type JobSummaryResponse, listJobs } from "@starfix/client";
import { canonicalSpec } from "./canonical-spec.ts";
import { hasBroken } from "./plan-jobs.ts";
import { sleep } from "./sleep.ts";

const PAGE = 1_000;
/** How many jobs are asked for at once. */
const CONCURRENCY = 8;
/** Milliseconds between two looks. */
const PAUSE = 250;

/** Jobs to find on the service. */
export interface WantedJobs {
  /** Body that was or would be posted. */
  readonly body: unknown;
  /** Ids of jobs that belong to other artifacts. */
  readonly taken: ReadonlySet<string>;
}

interface ReadJob {
  readonly job: JobResponse;
  readonly spec: string;
}

/** Finds jobs by what they ask for. Each job of the service is read once. */
export class JobFinder {
  readonly #client: Client;
  readonly #lists = new Map<string, Promise<readonly JobSummaryResponse[]>>();
  readonly #jobs = new Map<string, Promise<ReadJob>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * The job that asks for the same and has or will have its rows: rather a completed one, rather an older one. Looks again
   * until the time `until`, in milliseconds since 1970.
   */
  async find({ until, ...wanted }: WantedJobs & { readonly until: number }): Promise<JobResponse | undefined> {
    const spec = canonicalSpec(wanted.body);
    for (;;) {
      for await (const jobs of this.#alive(wanted)) {
        const found = jobs.find((candidate) => candidate.spec === spec);
        if (found !== undefined) return found.job;
      }
      if (Date.now() >= until) return undefined;
      this.#lists.clear();
      await sleep(PAUSE);
    }
  }

  /** Every job that asks for the same and has or will have its rows. */
  async findAll(wanted: WantedJobs): Promise<readonly JobResponse[]> {
    const spec = canonicalSpec(wanted.body);
    return this.#filter(wanted, (candidate) => candidate.spec === spec);
  }

  /** The newest job that reads the same data into the same table, whatever it makes of them. */
  async findSameSource(wanted: WantedJobs): Promise<JobResponse | undefined> {
    const selection = selectionOf(wanted.body);
    return (await this.#filter(wanted, ({ job }) => selectionOf(job.spec) === selection)).at(-1);
  }

  async #filter(wanted: WantedJobs, matches: (job: ReadJob) => boolean): Promise<readonly JobResponse[]> {
    const found: JobResponse[] = [];
    for await (const jobs of this.#alive(wanted)) found.push(...jobs.filter(matches).map(({ job }) => job));
    return found;
  }

  /** The jobs of the same table and connection that have or will have their rows, some at a time. */
  async *#alive({ body, taken }: WantedJobs): AsyncGenerator<readonly ReadJob[]> {
    const candidates = inOrder(await this.#list(sourceOf(body))).filter(({ id }) => !taken.has(id));
    for (let start = 0; start < candidates.length; start += CONCURRENCY) {
      yield await Promise.all(candidates.slice(start, start + CONCURRENCY).map(({ id }) => this.#read(id)));
    }
  }

  #read(jobId: string): Promise<ReadJob> {
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
  const targetTableName = textOf(memberOf(memberOf(body, "target"), "tableName"));
  const connectionName = textOf(memberOf(memberOf(body, "source"), "connectionName"));
  if (targetTableName === undefined) throw new Error("a job artifact without target.tableName passed the compiler");
  return { targetTableName, connectionName: connectionName === undefined ? undefined : [connectionName] };
}

/** Which data a job reads, without how it reads them. */
function selectionOf(spec: unknown): string {
  const source = memberOf(spec, "source");
  const entries = Object.entries(Object(source)).filter(
    ([name]) => name !== "formatSettings" && name !== "inputSchema",
  );
  return canonicalSpec({ source: Object.fromEntries(entries) });
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
