import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { failedRow, measuredRow, type ResultRow, skippedRow } from "../result-row.ts";
import { runNode } from "../run-process.ts";
import { median } from "../statistics.ts";
import type { BenchContext } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import type { Outputs } from "./wall-rows.ts";

interface CheckTimes {
  readonly check: number;
  readonly total: number;
}

const OUR_MODULES = ["types.gen.js", "zod.gen.js"];

/** What a project that imports the generated types and zod schemas costs TypeScript: its check alone, and in all. */
export async function checkRows(context: BenchContext, name: string, outputs: Outputs): Promise<readonly ResultRow[]> {
  const names = { check: `codegen.${name}.check`, total: `codegen.${name}.check-total` };
  const out = outputs.get("ours");
  const row = (kind: "check" | "total", props: (rowName: string, budget: number | undefined) => ResultRow): ResultRow =>
    props(names[kind], BUDGETS.get(names[kind]));
  const kinds = ["check", "total"] as const;
  if (out === undefined)
    return kinds.map((kind) =>
      row(kind, (rowName, budget) => skippedRow(rowName, "s", budget, "nothing was generated")),
    );
  const notes: string[] = [];
  const peers: { check: Record<string, number | null>; total: Record<string, number | null> } = {
    check: {},
    total: {},
  };
  const ours: CheckTimes[] = [];
  let failure: string | undefined;
  for (let run = 0; run < context.options.runs; run++) {
    const times = await checkProject(context, join(context.folder, name, `check-ours-${run}`), out, OUR_MODULES);
    if (typeof times === "string") failure = times;
    else ours.push(times);
    context.say(`${name}: checking ours: ${typeof times === "string" ? times : `${times.check} s`}`);
  }
  for (const peer of context.peers) {
    const peerOut = outputs.get(peer.name);
    if (!peer.modules || peerOut === undefined) continue;
    const times = await checkProject(context, join(context.folder, name, `check-${peer.name}`), peerOut, peer.modules);
    context.say(`${name}: checking ${peer.name}: ${typeof times === "string" ? times : `${times.check} s`}`);
    if (typeof times === "string") notes.push(`${peer.name} failed: ${times}`);
    for (const kind of kinds) peers[kind][peer.name] = typeof times === "string" ? null : times[kind];
  }
  return kinds.map((kind) =>
    row(kind, (rowName, budget) => {
      if (failure !== undefined) return failedRow(rowName, "s", budget, failure, peers[kind]);
      const figures = ours.map((times) => times[kind]);
      return measuredRow({
        ...{ name: rowName, unit: "s", budget, peers: peers[kind] },
        ...{ value: median(figures), min: Math.min(...figures), notes: kind === "check" ? notes : [] },
      });
    }),
  );
}

/** Checks a project of one file that imports modules; a text says why there are no times. */
async function checkProject(
  context: BenchContext,
  folder: string,
  out: string,
  modules: readonly string[],
): Promise<CheckTimes | string> {
  mkdirSync(folder, { recursive: true });
  const imports = modules.map((module, index) => {
    const specifier = JSON.stringify(`./${relative(folder, join(out, module)).replaceAll("\\", "/")}`);
    return `import type * as m${index} from ${specifier};\nexport type M${index} = keyof typeof m${index};\n`;
  });
  writeFileSync(join(folder, "index.ts"), imports.join(""));
  const compilerOptions = {
    ...{ target: "es2023", module: "nodenext", strict: true, skipLibCheck: true, noEmit: true },
    ...{ allowImportingTsExtensions: true, types: [] },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const run = await runNode([tsc, "-p", folder, "--extendedDiagnostics"], {
    cwd: folder,
    limitSeconds: context.options.limitSeconds,
  });
  const secondsOf = (label: string): number | undefined => {
    const text = new RegExp(`^${label} time:\\s+([\\d.]+)s$`, "m").exec(run.stdout)?.[1];
    return text === undefined ? undefined : Number(text);
  };
  const [check, total] = [secondsOf("Check"), secondsOf("Total")];
  if (check === undefined || total === undefined) return run.failure ?? "tsc printed no times";
  return { check, total };
}
