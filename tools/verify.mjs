// All that a change must pass: `npm test` calls it once the workspace is set up. It goes on after a step that fails.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formatReport, readReport, reportFile } from "./report.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules/.bin");

const steps = [
  ["embedded runtimes are fresh", "pnpm", ["--silent", "--filter", "@starfix/codegen", "run", "embed:check"]],
  [
    "generated code is fresh",
    "pnpm",
    ["--silent", "--filter", "@starfix/schema", "--filter", "@starfix/dsl", "run", "generate:check"],
  ],
  ["texts of issues are fresh", "tsx", ["packages/compiler/scripts/issue-texts.ts", "--check"]],
  ["licences are fresh", "tsx", ["tools/licences/main.ts", "--check"]],
  ["format and lint", "biome", ["check", "--error-on-warnings", "."]],
  ["types", "tsc", ["--noEmit"]],
  ["types of apps", "tsc", ["--noEmit", "-p", "apps"]],
  [
    "tests",
    "vitest",
    [
      "run",
      "--project",
      "unit",
      "--project",
      "types",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${reportFile}`,
    ],
  ],
  ["nothing unused", "knip", []],
  ["public interfaces are what docs/api says", "tsx", ["tools/api/main.ts", "--check"]],
  ["packages", "turbo", ["run", "check:package", "--output-logs=errors-only"]],
];

mkdirSync(dirname(reportFile), { recursive: true });
rmSync(reportFile, { force: true });
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  PATH: [bin, process.env.PATH].join(delimiter),
};
const failed = [];
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}: ${command} ${args.join(" ")}`);
  const started = Date.now();
  const { status, error } = spawnSync(join(bin, command), args, {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (error) console.error(error.message);
  if (status !== 0) failed.push(name);
  console.log(`== ${name}: ${status === 0 ? "ok" : "FAILED"} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
const counts = readReport();
if (failed.length > 0) console.log(`\nFAILED: ${failed.join(", ")}`);
for (const line of formatReport(counts)) console.log(line);
process.exitCode = failed.length === 0 && counts.passed > 0 && counts.failed === 0 ? 0 : 1;
