import { expect, test } from "vitest";
import { parseOptions, SECTIONS } from "./options.ts";

test("without options everything is measured three times", () => {
  expect(parseOptions([])).toEqual({
    json: false,
    help: false,
    runs: 3,
    sections: SECTIONS,
    rows: 500_000,
    requests: 10_000,
  });
});

test("sections are chosen by name", () => {
  expect(parseOptions(["--sections", "start,memory"]).sections).toEqual(["start", "memory"]);
  expect(() => parseOptions(["--sections", "speed"])).toThrow("invalid --sections");
});

test("counts are whole numbers above zero", () => {
  expect(() => parseOptions(["--rows", "0"])).toThrow("invalid --rows: expected a whole number above zero");
});
