// Makes a fresh clone ready: installs what the lockfile names with the pinned pnpm, and builds. What is there is left alone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node 20.19 or newer is needed, and this is ${process.versions.node}`);
}

const read = (path) => readFileSync(join(root, path), "utf8");
const { packageManager } = JSON.parse(read("package.json"));
const stamp = join(root, "node_modules/.starfix-setup");
const wanted = createHash("sha256")
  .update(read("pnpm-lock.yaml") + read("pnpm-workspace.yaml") + process.version)
  .digest("hex");
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  run("npx", ["--yes", packageManager, "install", "--frozen-lockfile"]);
  writeFileSync(stamp, wanted);
}
run(join(root, "node_modules/.bin/turbo"), ["run", "build", "--output-logs=errors-only"]);

/** Runs a command; its output goes to stderr, so that stdout is the caller's. */
function run(command, args) {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  env.PATH = [join(root, "node_modules/.bin"), env.PATH].join(delimiter);
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", 2, 2] });
  if (error) fail(`${command}: ${error.message}`);
  if (status !== 0) fail(`${command} ${args.join(" ")} ended with status ${status}`);
}

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}
