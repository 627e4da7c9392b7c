import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
// @ts-expect-error the script runs without a build and has no types
import { countTests, formatReport, mergeReports } from "./report.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const result = (status: string, fullName: string, failureMessages: readonly string[] = []) => ({
  status,
  fullName,
  failureMessages,
});
const fileOf = (name: string, ...assertionResults: readonly object[]) => ({
  name: join(root, name),
  status: "passed",
  message: "",
  assertionResults,
});

test("what was skipped is listed by its reason before the counts", () => {
  const report = countTests({
    numPassedTests: 2,
    testResults: [
      fileOf("a.test.ts", result("passed", "one"), result("skipped", "reads S3 (skipped: STARFIX_TEST_S3 is not set)")),
      fileOf(
        "b.test.ts",
        result("pending", "a real S3 (skipped: STARFIX_TEST_S3 is not set) lists"),
        result("passed", "two"),
      ),
      fileOf(
        "c.test.ts",
        result("skipped", "runs in a browser (skipped: none found, apt-get install chromium) too"),
        result("todo", "later"),
      ),
    ],
  });
  expect(formatReport(report)).toEqual([
    "SKIPPED 2 tests, STARFIX_TEST_S3 is not set: a.test.ts, b.test.ts",
    "SKIPPED 1 test, none found, apt-get install chromium: c.test.ts",
    "SKIPPED 1 test, no reason given: c.test.ts",
    "2 passed, 0 failed",
  ]);
});

test("tests that failed and files that do not load are failures", () => {
  const broken = { ...fileOf("b.test.ts"), status: "failed", message: "cannot load" };
  const report = countTests({
    numPassedTests: 1,
    testResults: [fileOf("a.test.ts", result("failed", "one", ["no"])), broken],
  });
  expect(formatReport(report)).toEqual([
    "FAILED a.test.ts > one: no",
    "FAILED b.test.ts: cannot load",
    "1 passed, 2 failed",
  ]);
});

test("two runs are counted as one", () => {
  const skippedOnce = countTests({
    numPassedTests: 3,
    testResults: [fileOf("a.test.ts", result("skipped", "x (skipped: no y)"))],
  });
  const skippedTwice = countTests({
    numPassedTests: 1,
    testResults: [fileOf("b.test.ts", result("skipped", "x (skipped: no y)"))],
  });
  expect(formatReport(mergeReports(skippedOnce, skippedTwice))).toEqual([
    "SKIPPED 2 tests, no y: a.test.ts, b.test.ts",
    "4 passed, 0 failed",
  ]);
});
