import type { FileMetadata, JobSummaryResponse } from "@starfix/schema";
import {
  type CallOptions,
  type ListFilesInput,
  type ListJobsInput,
  listFiles,
  listJobs,
  type Transport,
} from "@starfix/schema/operations";

/** The service's maximum page size. */
const LARGEST_PAGE = 1_000;

/**
 * Iterates over all matching jobs; pages are requested on demand. A job is yielded once, even if it moves to another page
 * meanwhile. The default order is oldest first, so that new jobs come last: in the service's default order, by last
 * change, a job that changes meanwhile would be skipped.
 *
 * @example
 * for await (const job of eachJob(client, { executionStatus: ["running"] })) console.log(job.id);
 * // => 674f3355-7e17-4158-8f53-de3d5b4ee7c4 …
 */
export function eachJob(
  transport: Transport,
  input: ListJobsInput = {},
  options?: CallOptions,
): AsyncGenerator<JobSummaryResponse, void, undefined> {
  const order = input.sortColumn === undefined ? ({ sortColumn: "created_date_time", sortOrder: "ASC" } as const) : {};
  return eachOf(
    input,
    async (page) => {
      const { values, moreResultsAvailable } = await listJobs(transport, { ...input, ...order, ...page }, options);
      return { values, hasMore: moreResultsAvailable === true };
    },
    ({ id }) => id,
  );
}

/**
 * Iterates over all matching uploaded files; pages are requested on demand. The default order is oldest first, so that
 * files added meanwhile are included.
 *
 * @example
 * for await (const { name } of eachFile(client, { searchString: "koalas" })) console.log(name);
 * // => koalas.json.gz …
 */
export function eachFile(
  transport: Transport,
  input: ListFilesInput = {},
  options?: CallOptions,
): AsyncGenerator<FileMetadata, void, undefined> {
  const order = input.sortColumn === undefined ? ({ sortColumn: "uploaded_on_dt", sortOrder: "ASC" } as const) : {};
  return eachOf(
    input,
    async (page) => {
      const { files, totalCount } = await listFiles(transport, { ...input, ...order, ...page }, options);
      const end = page.paginationOffset + files.length;
      // Without a total, a full page may be followed by another.
      return {
        values: files,
        hasMore: totalCount === undefined ? files.length >= page.paginationLimit : end < totalCount,
      };
    },
    ({ name }) => name,
  );
}

interface Page {
  readonly paginationLimit: number;
  readonly paginationOffset: number;
}

async function* eachOf<TItem>(
  { paginationLimit = LARGEST_PAGE, paginationOffset = 0 }: { readonly [TName in keyof Page]?: number | undefined },
  readPage: (page: Page) => Promise<{ readonly values: readonly TItem[]; readonly hasMore: boolean }>,
  keyOf: (item: TItem) => unknown,
): AsyncGenerator<TItem, void, undefined> {
  const seen = new Set<unknown>();
  for (let offset = paginationOffset; ; ) {
    const { values, hasMore } = await readPage({ paginationLimit, paginationOffset: offset });
    for (const item of values) {
      const key = keyOf(item);
      if (seen.has(key)) continue;
      seen.add(key);
      yield item;
    }
    // An empty page ends the iteration even if the total says otherwise, which would be endless.
    if (!hasMore || values.length === 0) return;
    offset += values.length;
  }
}
