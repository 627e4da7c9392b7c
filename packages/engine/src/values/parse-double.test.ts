import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseDouble } from "./parse-double.ts";

const cases: [text: string, bits: string][] = JSON.parse(
  readFileSync(new URL("../../fixtures/java-double-value.json", import.meta.url), "utf8"),
);

test.each(cases)("%j is the number that Java reads", (text, bits) => {
  const value = parseDouble(text);
  if (value === undefined) {
    expect(bits).toBe("error");
    return;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  expect(view.getBigUint64(0).toString(16)).toBe(bits);
});
