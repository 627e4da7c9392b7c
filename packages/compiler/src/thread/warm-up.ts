import { fileURLToPath } from "node:url";
import { batchJob, definitionMarkOf, max, s3Connection, timeParse } from "@starfix/dsl";
import { fitsContract } from "../compile/fits-contract.ts";
import { prepareRequest } from "../compile/prepare-request.ts";
import { checkRules } from "../compile/rule-issues.ts";
import { printArtifact } from "../emit/artifact.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import { SourcePlaces } from "../load/source-places.ts";
import { placeOf, resolveOne } from "../resolve/resolve-definitions.ts";

/** After this many definitions V8 has optimized nearly all functions that they go through. */
const ROUNDS = 1500;

/** Definitions between two looks at `isOver()`. */
const AT_ONCE = 5;

/**
 * Compiles sample definitions until `isOver()`, so that V8 has optimized the compiler when the next edit comes: a thread
 * that waits for it has nothing else to do.
 */
export async function warmUp(isOver: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS && !isOver(); round++) {
    compile(sample(round));
    if (round % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

const role = "arn:aws:iam::012345678901:role/demo-role";
const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1").role(role);
const tables = new Map();

/** This module, as a bundle with one mapping. */
const places = new SourcePlaces({
  outfile: fileURLToPath(import.meta.url),
  map: { sources: [""], mappings: new Int32Array(4), lines: Int32Array.of(0, 1) },
  starts: Int32Array.of(0),
});

type Sample = Parameters<typeof resolveOne>[0]["builder"];

function compile(builder: Sample): void {
  const mark = definitionMarkOf(builder);
  if (mark === undefined) return;
  const position = placeOf(mark.origin, places);
  const resolved = resolveOne({ builder, mark, exportName: undefined });
  if ("code" in resolved || !position) return;
  const prepared = prepareRequest(emitDefinition(resolved, position, tables));
  if ("issues" in prepared || !fitsContract(prepared)) return;
  if (checkRules(prepared, tables).issues.length === 0) printArtifact(prepared);
}

function sample(round: number): Sample {
  const job = batchJob(`job-${round}`)
    .from(demo)
    .uris("s3://demo-bucket/polaris-ingest/demo-file.json.gz")
    .format("nd-json")
    .input({ timestamp: "string", city: "string", session: "string", session_length: "long" })
    .into("Koalas", { createIfMissing: true });
  return round % 2 === 0
    ? job.map((c) => ({ __time: timeParse(c.timestamp), city: c.city, longest: max(c.session_length) }))
    : job.map({ __time: 'TIME_PARSE("timestamp")', session: '"session"', length: 'CAST("session_length" AS DOUBLE)' });
}
