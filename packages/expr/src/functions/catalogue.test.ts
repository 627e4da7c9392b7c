import { expect, test } from "vitest";
import { FUNCTIONS } from "../catalogue/functions.ts";
import * as functions from "./index.ts";
import { documentedExamples } from "./testing/documented-examples.ts";

/** The names of the catalogue whose words cannot be told apart by an underscore. */
const named: Readonly<Record<string, string>> = {
  BITMAP64_EXACT_COUNT: "bitmap64ExactCount",
  TIMESTAMPADD: "timestampAdd",
  TIMESTAMPDIFF: "timestampDiff",
};

function builderName(name: string): string {
  return named[name] ?? name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

const ofJobs = FUNCTIONS.filter(
  (entry) => entry.kind !== "table" && entry.kind !== "window" && entry.ingestMapping !== false,
);

test("every function that a job can use has a builder, or is another name of one that has", () => {
  const has = new Set(Object.keys(functions));
  const without = ofJobs.filter((entry) => !has.has(builderName(entry.name)));
  expect(Object.fromEntries(without.map((entry) => [entry.name, entry.aliasOf]))).toEqual({
    CEILING: "CEIL",
    CHARACTER_LENGTH: "LENGTH",
    CHAR_LENGTH: "LENGTH",
    COMPLEX_DECODE_BASE64: "DECODE_BASE64_COMPLEX",
    IFNULL: "NVL",
    LISTAGG: "STRING_AGG",
    STDDEV: "STDDEV_SAMP",
    STRLEN: "LENGTH",
    SUBSTR: "SUBSTRING",
    TRUNC: "TRUNCATE",
    VARIANCE: "VAR_SAMP",
  });
  expect(without.filter((entry) => !has.has(builderName(entry.aliasOf ?? "")))).toEqual([]);
});

test("a builder prints the function whose name it has", () => {
  const written = new Map<string, string>([
    ["CEIL_TIME", "CEIL"],
    ["FLOOR_TIME", "FLOOR"],
  ]);
  const wrong = ofJobs.filter(({ name, aliasOf }) => {
    if (aliasOf !== undefined) return false;
    const examples = documentedExamples.filter(({ expression }) => expression.startsWith(`${builderName(name)}(`));
    return !examples.some(({ want }) => new RegExp(`^["'\`]${written.get(name) ?? name}\\b`).test(want));
  });
  expect(wrong.map((entry) => entry.name)).toEqual([]);
});
