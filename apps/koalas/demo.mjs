// The Koalas job from TypeScript to rows: makes the data, starts a server, builds, applies, asks one question, stops.
//   npm run demo [-- --json]
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createClient, querySql } from "@starfix/client";
import { makeData } from "./make-data.mjs";

const { values: options } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const here = dirname(fileURLToPath(import.meta.url));
const starfix = join(dirname(createRequire(import.meta.url).resolve("starfix/package.json")), "bin/starfix.js");
const data = join(here, ".demo/data");
const artifacts = join(here, ".demo/artifacts");
const state = join(here, ".demo/server");
const file = join(data, "demo-bucket/polaris-ingest/demo-file.json.gz");

const SQL = `SELECT "city", COUNT(*) AS "sessions", SUM("__count") AS "events", MAX("max_session_length") AS "longest"
FROM "Koalas" GROUP BY "city" ORDER BY "city"`;

/** Every process that this one has started and that still runs. */
const running = new Set();
let interrupted = false;
for (const [signal, status] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
]) {
  process.on(signal, () => {
    interrupted = true;
    process.exitCode = status;
    for (const child of running) child.kill("SIGTERM");
  });
}

try {
  await demo();
} catch (error) {
  if (!interrupted) {
    console.error(`demo: ${error.message}`);
    process.exitCode = 1;
  }
} finally {
  await Promise.all([...running].map(stop));
}

async function demo() {
  if (existsSync(file)) say(`events      ${shown(file)} (made earlier)`);
  else {
    say(`events      ${shown(file)}: making 200,000`);
    await makeData(file);
  }
  await rm(state, { recursive: true, force: true });
  const server = start([
    "serve",
    "--port",
    "0",
    "--data",
    state,
    "--bucket",
    `demo-bucket=${dirname(dirname(file))}`,
    "--json",
  ]);
  const { url, projectId, apiKey } = JSON.parse(await firstLine(server));
  say(`server      ${url}`);
  await done(start(["build", "--cwd", here, "--out", artifacts, "--json"]));
  say(`artifacts   ${shown(artifacts)}`);
  const target = { STARFIX_URL: url, STARFIX_PROJECT_ID: projectId, STARFIX_API_KEY: apiKey };
  const applied = JSON.parse(await done(start(["apply", "--cwd", here, "--out", artifacts, "--json"], target)));
  const [job] = applied.jobs;
  const client = createClient({ url, projectId, apiKey });
  const rows = await querySql(client, { body: { query: SQL } });
  await stop(server);
  if (options.json) {
    const { rowsRead, rowsPersisted } = job;
    console.log(JSON.stringify({ rowsRead, rowsPersisted, query: { sql: SQL, rows }, artifacts, data }));
    return;
  }
  console.log(`\n${job.rowsRead} events read, ${job.rowsPersisted} rows persisted, ${job.rowsSkipped} skipped\n`);
  console.log(SQL);
  console.table(rows);
  console.log(`The artifacts are in ${shown(artifacts)}, the data is in ${shown(data)}.`);
}

/** Starts a command of starfix. What it prints is for this program; its messages are shown when it fails. */
function start(args, environment = {}) {
  if (interrupted) throw new Error("interrupted");
  const env = { ...process.env, ...environment };
  // The progress of the job is for the reader at once.
  const messages = args[0] === "apply" ? "inherit" : "pipe";
  const child = spawn(process.execPath, [starfix, ...args], { env, stdio: ["ignore", "pipe", messages] });
  child.messages = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    child.messages += text;
  });
  child.ended = new Promise((resolve) => child.once("close", (status) => resolve(status)));
  running.add(child);
  child.ended.then(() => running.delete(child));
  return child;
}

/** The first line that a command prints. */
async function firstLine(child) {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error(`the server ended with status ${await child.ended}\n${child.messages}`);
}

/** What a command prints, once it has ended well. */
async function done(child) {
  let text = "";
  child.stdout.setEncoding("utf8");
  for await (const chunk of child.stdout) text += chunk;
  const status = await child.ended;
  if (status !== 0) throw new Error(`starfix ${child.spawnargs[2]} ended with status ${status}\n${child.messages}`);
  return text;
}

async function stop(child) {
  child.kill("SIGTERM");
  await child.ended;
}

function say(line) {
  console.error(line);
}

function shown(path) {
  return relative(process.cwd(), path);
}
