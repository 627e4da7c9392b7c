import { createClient } from "@starfix/client";
import { expect, test } from "vitest";
import { JobFinder } from "./find-job.ts";

const body = (tableName: string, filterExpression?: string) => ({
  type: "batch",
  target: { type: "table", tableName },
  source: { type: "s3", connectionName: "demo" },
  ...(filterExpression === undefined ? {} : { filterExpression }),
});

/** A service with these jobs, two to a page. */
function serviceOf(jobs: readonly { readonly id: string; readonly executionStatus: string; readonly spec: unknown }[]) {
  const asked: string[] = [];
  const client = createClient({
    url: "http://host",
    projectId: "p",
    apiKey: "pok_a",
    fetch: async (text) => {
      const url = new URL(text);
      asked.push(url.pathname.replace("/v1/projects/p", "") + url.search.replace(/&?pagination\w+=1000/g, ""));
      const id = url.pathname.split("/")[5];
      if (id !== undefined) return Response.json(jobs.find((job) => job.id === id));
      const offset = Number(url.searchParams.get("paginationOffset"));
      const values = jobs.slice(offset, offset + 2).map(({ spec: _, ...summary }) => summary);
      return Response.json({ values, moreResultsAvailable: offset + 2 < jobs.length });
    },
  });
  return { finder: new JobFinder(client), asked };
}

const wanted = { body: body("Koalas"), taken: new Set<string>(), until: 0 };

test("a job is found on any page by what it asks for, a completed one before one that runs", async () => {
  const { finder, asked } = serviceOf([
    { id: "1", executionStatus: "completed", spec: body("Koalas", "TRUE") },
    { id: "2", executionStatus: "running", spec: body("Koalas") },
    { id: "3", executionStatus: "completed", spec: body("Koalas") },
    { id: "4", executionStatus: "completed", spec: body("Koalas") },
  ]);
  await expect(finder.find(wanted)).resolves.toMatchObject({ id: "3" });
  expect(asked[0]).toContain("/jobs?");
  expect(new URLSearchParams(asked[0]?.split("?")[1])).toEqual(
    new URLSearchParams(
      "connectionName=demo&paginationOffset=0&sortColumn=created_date_time&sortOrder=ASC&targetTableName=Koalas&type=batch",
    ),
  );
  await expect(finder.find({ ...wanted, taken: new Set(["3", "4"]) })).resolves.toMatchObject({ id: "2" });
});

test("a job that failed or was canceled is not found", async () => {
  const { finder, asked } = serviceOf([
    { id: "1", executionStatus: "failed", spec: body("Koalas") },
    { id: "2", executionStatus: "canceled", spec: body("Koalas") },
  ]);
  await expect(finder.find(wanted)).resolves.toBeUndefined();
  expect(asked).toHaveLength(1);
});

test("a finder reads each list and each job once, however many are wanted", async () => {
  const jobs = Array.from({ length: 20 }, (_, index) => ({
    id: `${index}`,
    executionStatus: "completed",
    spec: body("Koalas", `"n" = ${index}`),
  }));
  const { finder, asked } = serviceOf(jobs);
  for (const { spec, id } of jobs) await expect(finder.find({ ...wanted, body: spec })).resolves.toMatchObject({ id });
  await expect(finder.find(wanted)).resolves.toBeUndefined();
  expect(asked).toHaveLength(10 + 20);
});
