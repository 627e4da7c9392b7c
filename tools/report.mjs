// Prints `N passed, N failed`, counted from the test runner's own report. Exits 1 when a test failed or none ran.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where `npm test` has the runner write its report. */
export const reportFile = fileURLToPath(new URL("../.reports/vitest.json", import.meta.url));

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
  const { passed, failed } = readReport();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
}
