import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installPeers } from "../peers/install-peers.ts";
import { type ResultRow, skippedRow } from "../result-row.ts";
import { printResults, runBench } from "../run-bench.ts";
import { type BenchContext, createContext, findDocument } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { checkRows } from "./check-rows.ts";
import { compileSchemaRow } from "./compile-schema-row.ts";
import { linearRow, SYNTHETIC_SIZE, syntheticLinearRow } from "./linear-rows.ts";
import { HELP, parseOptions, type Section } from "./options.ts";
import { parseRows } from "./parse-rows.ts";
import { profileOurs } from "./profile-ours.ts";
import { secondRunRow } from "./second-run-rows.ts";
import { syntheticDocument } from "./synthetic.ts";
import { wallRows } from "./wall-rows.ts";

await runBench(main);

/** Measures what the options ask for and prints it; 1 when ours failed to run, whatever the figures are. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (options.peers.length > 0 && options.profile === undefined) installPeers();
  const context = await createContext(options, (text) => void process.stderr.write(`${text}\n`));
  try {
    if (options.profile !== undefined) {
      const found = findDocument(options.profile, options.specs);
      if ("missing" in found)
        throw new Error(`expected a document to profile, received ${found.name}: ${found.missing}`);
      process.stdout.write(await profileOurs(context, found.path));
      return 0;
    }
    const results = await measure(context);
    printResults(results, options);
    return results.some(({ notes }) => notes?.some((note) => note.startsWith("failed: "))) ? 1 : 0;
  } finally {
    rmSync(context.folder, { recursive: true, force: true });
  }
}

async function measure(context: BenchContext): Promise<readonly ResultRow[]> {
  const { documents, specs } = context.options;
  const rows: ResultRow[] = [];
  const synthetic = join(context.folder, "synthetic.json");
  writeFileSync(synthetic, JSON.stringify(syntheticDocument(SYNTHETIC_SIZE)));
  const found = documents.map((name) => findDocument(name, specs));
  for (const document of [{ name: "synthetic", path: synthetic }, ...found]) {
    if ("missing" in document) rows.push(...skippedRows(context, document.name, document.missing));
    else rows.push(...(await documentRows(context, document.name, document.path)));
  }
  if (has(context, "parse")) rows.push(...(await parseRows(context)));
  if (has(context, "compile-schema")) rows.push(await compileSchemaRow(context));
  return rows;
}

async function documentRows(context: BenchContext, name: string, document: string): Promise<readonly ResultRow[]> {
  const rows: ResultRow[] = [];
  if (has(context, "wall") || has(context, "check")) {
    const wall = await wallRows(context, name, document);
    rows.push(...wall.rows);
    if (has(context, "check")) rows.push(...(await checkRows(context, name, wall.outputs)));
  }
  if (has(context, "second-run")) rows.push(await secondRunRow(context, name, document));
  if (has(context, "linear")) {
    const row = name === "synthetic" ? await syntheticLinearRow(context) : await linearRow(context, name, document);
    if (row) rows.push(row);
  }
  return rows;
}

/** The rows that have a budget; their names are there whether or not the document is. */
function skippedRows({ say }: BenchContext, name: string, missing: string): readonly ResultRow[] {
  say(`${name}: skipped, ${missing}`);
  const units = { wall: "s", memory: "MB", check: "s", linear: "exponent" };
  return Object.entries(units).flatMap(([kind, unit]) => {
    const rowName = `codegen.${name}.${kind}`;
    const budget = BUDGETS.get(rowName);
    return kind === "wall" || budget !== undefined ? [skippedRow(rowName, unit, budget, missing)] : [];
  });
}

function has({ options }: BenchContext, section: Section): boolean {
  return options.sections.includes(section);
}
