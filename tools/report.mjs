// Prints `N passed, N failed`, counted from the test runner's own report and that of a rehearsed release. Exits 1 when
// something failed or no test ran.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where `npm test` has the runner write its report. */
export const reportFile = fileURLToPath(new URL("../.reports/vitest.json", import.meta.url));

/** Where `npm run release:rehearse` writes how many packages and combinations it tried. */
const rehearsalFile = fileURLToPath(new URL("../.reports/rehearsal.json", import.meta.url));

/** The counts of the last rehearsal; zeros when there was none. */
function readRehearsal() {
  return existsSync(rehearsalFile) ? JSON.parse(readFileSync(rehearsalFile, "utf8")) : { passed: 0, failed: 0 };
}

/** The counts of the last run; zeros when it wrote no report. */
export function readReport() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(reportFile, "utf8"));
    // A file that does not load has no tests, and fails all the same.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [tests, rehearsal] = [readReport(), readRehearsal()];
  const failed = tests.failed + rehearsal.failed;
  console.log(`${tests.passed + rehearsal.passed} passed, ${failed} failed`);
  process.exitCode = tests.passed > 0 && failed === 0 ? 0 : 1;
}
