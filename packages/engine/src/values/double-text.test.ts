import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatDouble } from "./double-text.ts";

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");

test("doubles print as Java 17 prints them", () => {
  const bits = new DataView(new ArrayBuffer(8));
  const lines = fixture("java-double-text.txt").trim().split("\n");
  const wrong = lines.filter((line) => {
    const [hex = "", text] = line.split(" ");
    bits.setBigUint64(0, BigInt(`0x${hex}`));
    return formatDouble(bits.getFloat64(0)) !== text;
  });
  expect(wrong).toEqual([]);
  expect(lines.length).toBeGreaterThan(2500);
});

test("doubles print as Druid stores them", () => {
  const cases: [number | string | null, string | null][] = JSON.parse(fixture("druid-expressions.json")).doubleAsText;
  const given = cases.filter(([value]) => value !== null);
  expect(given.map(([value]) => formatDouble(Number(value)))).toEqual(given.map(([, text]) => text));
  expect(given.length).toBeGreaterThan(5);
});

test("zeros keep their sign and what is no number has a name", () => {
  expect([0, -0, Number.NaN, Infinity, -Infinity, -1.5].map(formatDouble)).toEqual([
    "0.0",
    "-0.0",
    "NaN",
    "Infinity",
    "-Infinity",
    "-1.5",
  ]);
});
