// Prints what was skipped and why, then `N passed, N failed`, counted from the reports of the test runner and of a
// rehearsed release. Exits 1 when something failed or no test ran.
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const reports = new URL("../.reports/", import.meta.url);

/** Where `npm test` has the runner write its report. */
export const reportFile = fileURLToPath(new URL("vitest.json", reports));

/** Where `npm run test:slow` has it written. */
const slowReportFile = fileURLToPath(new URL("vitest-slow.json", reports));

/** Where `npm run release:rehearse` writes how many packages and combinations it tried. */
const rehearsalFile = fileURLToPath(new URL("rehearsal.json", reports));

/** The counts of the last rehearsal; zeros when there was none. */
function readRehearsal() {
  return existsSync(rehearsalFile) ? JSON.parse(readFileSync(rehearsalFile, "utf8")) : { passed: 0, failed: 0 };
}

/** The counts of a run, what failed with its message, and what was skipped; zeros when it wrote no report. */
export function readReport(file = reportFile) {
  try {
    return countTests(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 0, failures: [], skipped: new Map() };
  }
}

/** Counts the tests of vitest's JSON report. */
export function countTests({ numPassedTests, testResults }) {
  const failures = testResults.flatMap(failuresOf);
  const skipped = new Map();
  for (const { name, assertionResults } of testResults) {
    for (const { status, fullName } of assertionResults) {
      if (status !== "skipped" && status !== "pending" && status !== "todo") continue;
      const reason = reasonOf(fullName);
      skipped.set(reason, [...(skipped.get(reason) ?? []), relative(root, name)]);
    }
  }
  return { passed: numPassedTests, failed: failures.length, failures, skipped };
}

/** A test that is skipped says why in its name: `reads an object of S3 (skipped: no S3)`. */
function reasonOf(fullName) {
  return /\bskipped: ([^()]+)/.exec(fullName)?.[1].trim() ?? "no reason given";
}

/** A line for each test that failed, and what it said. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  // A file that does not load has no tests, and one whose hooks fail may have no failed test.
  const failed = assertionResults.filter((result) => result.status === "failed");
  if (status === "failed" && failed.length === 0) return [`${file}: ${message}`];
  return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${failureMessages.join("\n")}`);
}

/** What is printed of a run: the tests that failed, those that were skipped with the reason, and the counts last. */
export function formatReport({ passed, failed, failures, skipped }) {
  const skips = [...skipped].map(([reason, files]) => {
    const tests = files.length === 1 ? "1 test" : `${files.length} tests`;
    return `SKIPPED ${tests}, ${reason}: ${[...new Set(files)].join(", ")}`;
  });
  return [...failures.map((failure) => `FAILED ${failure}`), ...skips, `${passed} passed, ${failed} failed`];
}

/** Two runs as one. */
export function mergeReports(one, other) {
  const skipped = new Map(one.skipped);
  for (const [reason, files] of other.skipped) skipped.set(reason, [...(skipped.get(reason) ?? []), ...files]);
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    failures: [...one.failures, ...other.failures],
    skipped,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tests = mergeReports(readReport(), readReport(slowReportFile));
  const all = mergeReports(tests, { failures: [], skipped: new Map(), ...readRehearsal() });
  for (const line of formatReport(all)) console.log(line);
  process.exitCode = tests.passed > 0 && all.failed === 0 ? 0 : 1;
}
