import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { operations } from "@starfix/schema/operations";
import { ROOT, WORK } from "../paths.ts";
import { installPeers } from "../peers/install-peers.ts";
import type { ResultRow } from "../result-row.ts";
import { printResults, runBench } from "../run-bench.ts";
import { type ClientBenchOptions, HELP, parseOptions } from "./options.ts";
import { requestRows } from "./request-rows.ts";
import { sizeRows } from "./size-rows.ts";
import { prepareSubjects } from "./subjects.ts";
import { typeRows } from "./type-rows.ts";

await runBench(main);

/** Measures what the options ask for and prints it. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!existsSync(join(ROOT, "packages/client/dist"))) throw new Error("expected a build of the client: npm run setup");
  if (options.peers.length > 0) installPeers();
  mkdirSync(WORK, { recursive: true });
  const folder = mkdtempSync(join(WORK, "client-"));
  try {
    printResults(await measure(options, folder), options);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(options: ClientBenchOptions, folder: string): Promise<readonly ResultRow[]> {
  const { sections, peers, requests } = options;
  const subjects = await prepareSubjects(folder, peers, Object.keys(operations));
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  return [
    ...(sections.includes("size") ? await sizeRows(subjects, folder) : []),
    ...(sections.includes("types") ? typeRows(subjects, folder) : []),
    ...(sections.includes("requests") ? await requestRows(subjects, folder, { requests, say }) : []),
  ];
}
