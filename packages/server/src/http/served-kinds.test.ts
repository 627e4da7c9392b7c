import { zCreateJobRequest } from "@starfix/schema/zod";
import { expect, test } from "vitest";
import { guide } from "../testing/guide.ts";
import { schemaMistakes } from "./schema-mistakes.ts";
import { servedKinds } from "./served-kinds.ts";

const job = guide("job-request") as Readonly<Record<string, unknown>>;
const source = job.source as Readonly<Record<string, unknown>>;
const schema = servedKinds(zCreateJobRequest, [
  { path: ["type"], kinds: ["batch", "sql"] },
  { path: ["source", "type"], kinds: ["s3"] },
  { path: ["source", "formatSettings", "format"], kinds: ["nd-json"] },
]);

function mistakesOf(value: unknown): readonly string[] {
  const result = schema.safeParse(value);
  if (result.success) return [];
  return schemaMistakes(result.error.issues, value).map(({ message, target }) => `${target} ${message}`);
}

test("kinds that are served are taken as they are", () => {
  expect(schema.safeParse(job)).toEqual({ success: true, data: job });
});

test.each([
  [
    "a kind of the contract",
    { type: "streaming", what: 1 },
    ['/type invalid type: expected one of "batch", "sql", received "streaming"'],
  ],
  [
    "a kind that is nowhere",
    { ...job, type: "gcs" },
    ['/type invalid type: expected one of "batch", "sql", received "gcs"'],
  ],
  [
    "a kind further in, whose members mean something else there",
    { ...job, source: { type: "azure", fileList: 1 } },
    ['/source/type invalid source.type: expected "s3", received "azure"'],
  ],
  [
    "a kind inside one that is refused itself",
    { ...job, source: { ...source, type: "azure", formatSettings: { format: "csv" } } },
    ['/source/type invalid source.type: expected "s3", received "azure"'],
  ],
  [
    "a kind beside another mistake",
    { ...job, mappings: 1, source: { ...source, formatSettings: { format: "csv" } } },
    [
      '/source/formatSettings/format invalid source.formatSettings.format: expected "nd-json", received "csv"',
      "/mappings invalid mappings: expected an array, received 1",
    ],
  ],
])("%s that is not served is one mistake at its discriminator", (_, value, mistakes) => {
  expect(mistakesOf(value)).toEqual(mistakes);
});

test("no kind at all is that mistake too, and what is no object is left to the schema", () => {
  const { type: _, ...rest } = job;
  expect(mistakesOf(rest)).toEqual(['/type invalid type: expected one of "batch", "sql", received nothing']);
  expect(mistakesOf({ ...job, source: 1 })).toEqual(["/source invalid source: expected an object, received 1"]);
  expect(mistakesOf(null)).toEqual([" invalid body: expected an object, received null"]);
});
