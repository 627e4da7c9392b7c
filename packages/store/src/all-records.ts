import type { PageQuery, Records, Stored } from "./store.ts";

const PAGE = 500;

/** Reads all records that a query keeps, page by page. What is added while it reads may be among them or not. */
export async function allRecords<TRecord, TField extends string>(
  records: Pick<Records<TRecord, TField>, "page">,
  query: Omit<PageQuery<TField>, "limit" | "cursor" | "offset"> = {},
): Promise<readonly Stored<TRecord>[]> {
  const all: Stored<TRecord>[] = [];
  let page = await records.page({ ...query, limit: PAGE });
  for (;;) {
    all.push(...page.items);
    if (page.cursor === undefined) return all;
    page = await records.page({ ...query, limit: PAGE, cursor: page.cursor });
  }
}
