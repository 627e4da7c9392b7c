import { readFileSync } from "node:fs";
import type { CreateBatchJobRequest, S3JobSource } from "@starfix/schema";

/** The job of the guide. */
export type GuideJob = CreateBatchJobRequest & { source: S3JobSource };

/** A JSON of the vendor's guide, read afresh. */
export function guide<TValue extends object = Record<string, unknown>>(name: string): TValue {
  const url = new URL(`../../fixtures/guide/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as TValue; // The test that reads it knows its type.
}
