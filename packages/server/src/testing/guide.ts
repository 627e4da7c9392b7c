import { readFileSync } from "node:fs";

/** A JSON of the vendor's guide, read afresh. */
export function guide<TValue extends object = Record<string, unknown>>(name: string): TValue {
  const url = new URL(`../../fixtures/guide/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as TValue;
}
