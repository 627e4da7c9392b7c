import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import { json } from "./testing/scripted-fetch.ts";

/** A service with so many jobs and files; `meanwhile` changes them before a page is given. */
function serviceOf(count: number, meanwhile: (ids: string[], page: number) => void = () => undefined) {
  const ids = Array.from({ length: count }, (_, index) => `${index}`);
  const asked: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    asked.push(searchParams.toString());
    meanwhile(ids, asked.length);
    const offset = Number(searchParams.get("paginationOffset"));
    const page = ids.slice(offset, offset + Number(searchParams.get("paginationLimit")));
    if (pathname.endsWith("/files"))
      return json(200, { files: page.map((name) => ({ name })), totalCount: ids.length });
    return json(200, { values: page.map((id) => ({ id })), moreResultsAvailable: offset + page.length < ids.length });
  };
  return { client: createClient({ url: "http://host", projectId: "p", apiKey: "k", fetch }), asked };
}

async function idsOf(jobs: AsyncIterable<{ readonly id: string }>): Promise<string> {
  const ids: string[] = [];
  for await (const { id } of jobs) ids.push(id);
  return ids.join(" ");
}

test.each([
  [0, 1],
  [2, 1],
  [3, 2],
  [4, 2],
])("%i jobs by two are %i requests", async (count, requests) => {
  const { client, asked } = serviceOf(count);
  expect(await idsOf(client.jobs.each({ paginationLimit: 2 }))).toBe([..."0123"].slice(0, count).join(" "));
  expect(asked).toHaveLength(requests);
});

test("all filters are kept, the largest pages are asked for, and the oldest come first", async () => {
  const { client, asked } = serviceOf(1);
  await idsOf(client.jobs.each({ type: ["batch", "sql"], paginationOffset: 0 }));
  expect(asked).toEqual([
    "paginationLimit=1000&paginationOffset=0&sortColumn=created_date_time&sortOrder=ASC&type=batch&type=sql",
  ]);
});

test("an order of the caller is kept as it is", async () => {
  const { client, asked } = serviceOf(1);
  await idsOf(client.jobs.each({ sortColumn: "type" }));
  expect(asked).toEqual(["paginationLimit=1000&paginationOffset=0&sortColumn=type"]);
});

test("a job that moves to a later page is given once", async () => {
  const { client } = serviceOf(4, (ids, page) => void (page === 2 && ids.unshift("new")));
  expect(await idsOf(client.jobs.each({ paginationLimit: 2 }))).toBe("0 1 2 3");
});

test("pages are asked for only as far as the loop goes", async () => {
  const { client, asked } = serviceOf(100);
  for await (const { id } of client.jobs.each({ paginationLimit: 2 })) if (id === "2") break;
  expect(asked).toHaveLength(2);
});

test("a service that has no more, though it says so, is not asked for ever", async () => {
  let asked = 0;
  const fetch = async (): Promise<Response> =>
    json(200, { values: asked++ === 0 ? [{ id: "1" }] : [], moreResultsAvailable: true });
  const client = createClient({ url: "http://host", projectId: "p", apiKey: "k", fetch });
  expect(await idsOf(client.jobs.each())).toBe("1");
  expect(asked).toBe(2);
});

test("files are paged by their count", async () => {
  const { client, asked } = serviceOf(3);
  const names: string[] = [];
  for await (const { name } of client.files.each({ paginationLimit: 2 })) names.push(name);
  expect(names).toEqual(["0", "1", "2"]);
  expect(asked[1]).toBe("paginationLimit=2&paginationOffset=2&sortColumn=uploaded_on_dt&sortOrder=ASC");
});

test("a signal ends the loop", async () => {
  const { client } = serviceOf(100);
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    for await (const { id } of client.jobs.each({ paginationLimit: 2 }, { signal: stop.signal })) {
      if (id === "1") stop.abort(new Error("enough"));
    }
  };
  await expect(read()).rejects.toThrow("enough");
});
