// Prints `N passed, N failed`, counted from the test runner's own report and that of a rehearsed release. Exits 1 when
// something failed or no test ran.
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Where `npm test` has the runner write its report. */
export const reportFile = fileURLToPath(new URL("../.reports/vitest.json", import.meta.url));

/** Where `npm run release:rehearse` writes how many packages and combinations it tried. */
const rehearsalFile = fileURLToPath(new URL("../.reports/rehearsal.json", import.meta.url));

/** The counts of the last rehearsal; zeros when there was none. */
function readRehearsal() {
  return existsSync(rehearsalFile) ? JSON.parse(readFileSync(rehearsalFile, "utf8")) : { passed: 0, failed: 0 };
}

/** The counts of the last run, and what failed with its message; zeros when it wrote no report. */
export function readReport() {
  try {
    const { numPassedTests, testResults } = JSON.parse(readFileSync(reportFile, "utf8"));
    const failures = testResults.flatMap(failuresOf);
    return { passed: numPassedTests, failed: failures.length, failures };
  } catch {
    return { passed: 0, failed: 0, failures: [] };
  }
}

/** A line for each test that failed, and what it said. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  // A file that does not load has no tests, and fails all the same; so does one whose hooks fail.
  const failed = assertionResults.filter((result) => result.status === "failed");
  if (status === "failed" && failed.length === 0) return [`${file}: ${message}`];
  return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${failureMessages.join("\n")}`);
}

/** Prints how many tests passed and failed, after each that failed. */
export function printReport({ passed, failed, failures }) {
  for (const failure of failures) console.log(`FAILED ${failure}`);
  console.log(`${passed} passed, ${failed} failed`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tests, rehearsal] = [readReport(), readRehearsal()];
  const failed = tests.failed + rehearsal.failed;
  printReport({ passed: tests.passed + rehearsal.passed, failed, failures: tests.failures });
  process.exitCode = tests.passed > 0 && failed === 0 ? 0 : 1;
}
