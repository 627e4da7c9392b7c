import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { z } from "zod";
import { failedRow, measuredRow, type ResultRow } from "../result-row.ts";
import { type Task, timeAlternating } from "../time-alternating.ts";
import type { BenchContext } from "./bench-context.ts";
import { BUDGETS } from "./budgets.ts";
import { ITEM_DOCUMENT, ITEM_SCHEMA, itemByHandLoose, itemByHandStrip, itemOf } from "./item.ts";

type Parse = (value: unknown) => unknown;

const BY_HAND = "by hand";
const CASES = [
  { name: "zod.parse.20", component: "Item", value: itemOf(1), pieces: 20, byHand: (item: z.ZodType) => item },
  {
    name: "zod.parse.20-items",
    component: "Items",
    value: Array.from({ length: 20 }, (_, index) => itemOf(index)),
    pieces: 1,
    byHand: (item: z.ZodType) => z.array(item).length(20),
  },
] as const;

/**
 * What parsing costs with generated schemas, as a ratio to zod written by hand for the same document: unknown keys are
 * kept. `z.object`, zod's default, drops them; ajv only validates. Within 5 % is noise.
 */
export async function parseRows(context: BenchContext): Promise<readonly ResultRow[]> {
  const document = join(context.folder, "items.json");
  writeFileSync(document, JSON.stringify(ITEM_DOCUMENT));
  const ours = join(context.folder, "items-ours");
  const run = await context.runOurs(document, ours);
  const notes: string[] = [];
  const generated = new Map<string, string>();
  for (const peer of context.peers) {
    if (!peer.schemaOf) continue;
    const out = join(context.folder, `items-${peer.name}`);
    const { failure } = await context.runPeer(peer, document, out);
    if (failure === undefined) generated.set(peer.name, out);
    else notes.push(`${peer.name} failed: ${failure}`);
  }
  const rows: ResultRow[] = [];
  for (const { name, component, value, pieces, byHand } of CASES) {
    const budget = BUDGETS.get(name);
    if (run.failure !== undefined) {
      rows.push(failedRow(name, "×", budget, run.failure));
      continue;
    }
    const parsers = new Map<string, Parse>([
      ["ours", await importSchema(join(ours, "zod.gen.js"), `z${component}`)],
      [BY_HAND, parserOf(byHand(itemByHandLoose))],
      ["z.object", parserOf(byHand(itemByHandStrip))],
      ["ajv", ajvParser(component)],
    ]);
    for (const peer of context.peers) {
      const out = generated.get(peer.name);
      const place = peer.schemaOf?.(component);
      if (out !== undefined && place) parsers.set(peer.name, await importSchema(join(out, place.file), place.name));
    }
    const caseNotes = [...notes];
    const tasks: Task[] = [];
    for (const [tool, parse] of parsers) {
      const refusal = refusalOf(parse, value);
      if (refusal === undefined) tasks.push(batch(tool, parse, value, pieces));
      else caseNotes.push(`${tool} refuses the value: ${refusal}`);
    }
    const times = await timeAlternating(tasks);
    const [mine, base] = [times.get("ours"), times.get(BY_HAND)];
    if (mine === undefined || base === undefined) {
      rows.push(failedRow(name, "×", budget, caseNotes.join("; ")));
      continue;
    }
    const peers = Object.fromEntries(
      [...parsers.keys()].flatMap((tool) => {
        const time = times.get(tool);
        return tool === "ours" || tool === BY_HAND ? [] : [[tool, time === undefined ? null : time / base] as const];
      }),
    );
    caseNotes.unshift(`ours ${(mine / 1000).toFixed(2)} µs, by hand ${(base / 1000).toFixed(2)} µs`);
    context.say(`${name}: ${caseNotes[0]}`);
    rows.push(measuredRow({ name, value: mine / base, unit: "×", budget, noise: 0.05, peers, notes: caseNotes }));
  }
  return rows;
}

function batch(name: string, parse: Parse, value: unknown, times: number): Task {
  return {
    name,
    times,
    run: () => {
      for (let index = 0; index < times; index++) parse(value);
    },
  };
}

async function importSchema(file: string, name: string): Promise<Parse> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
  const schema = module[name];
  // Not `instanceof`: a peer's output may find another copy of zod.
  if (typeof schema === "object" && schema !== null && "parse" in schema && typeof schema.parse === "function") {
    const { parse } = schema;
    return (value) => parse.call(schema, value);
  }
  throw new Error(`expected ${file} to export the schema ${name}, received ${typeof schema}`);
}

function parserOf(schema: z.ZodType): Parse {
  return (value) => schema.parse(value);
}

function ajvParser(component: string): Parse {
  const ajv = new Ajv2020({ validateFormats: false, allowUnionTypes: true });
  const validate = ajv.compile(component === "Item" ? ITEM_SCHEMA : { type: "array", items: ITEM_SCHEMA });
  return (value) => {
    if (!validate(value)) throw new Error(ajv.errorsText(validate.errors));
  };
}

function refusalOf(parse: Parse, value: unknown): string | undefined {
  try {
    parse(value);
    return undefined;
  } catch (error) {
    return String(error).replaceAll(/\s+/g, " ").slice(0, 160);
  }
}
