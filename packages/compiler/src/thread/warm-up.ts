import { fileURLToPath } from "node:url";
import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";
import { printArtifact } from "../emit/artifact.ts";
import { checkRequest } from "../emit/check-request.ts";
import { emitDefinition } from "../emit/emit-definition.ts";
import { SourcePlaces } from "../load/source-places.ts";
import { placeOf, resolveOne } from "../resolve/resolve-definitions.ts";

/** After so many definitions V8 has made machine code of nearly all that they go through. */
const ROUNDS = 1500;

/** So many between two looks whether the real ones have come. */
const AT_ONCE = 5;

/**
 * Compiles a definition of its own again and again until `isOver()`, so that the ones to come find the code of the compiler
 * ready: a thread that waits for the next edit has nothing better to do.
 */
export async function rehearse(isOver: () => boolean): Promise<void> {
  for (let round = 0; round < ROUNDS && !isOver(); round++) {
    compile(sample(round));
    if (round % AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

const role = "arn:aws:iam::012345678901:role/demo-role";
const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1").role(role);

/** This module, as a bundle of which all comes from one place. */
const places = new SourcePlaces({
  outfile: fileURLToPath(import.meta.url),
  map: { sources: [""], mappings: new Int32Array(4), lines: Int32Array.of(0, 1) },
  starts: Int32Array.of(0),
});

type Sample = Parameters<typeof resolveOne>[0]["builder"] & Pick<ReturnType<typeof batchJob>, "~definition">;

function compile(builder: Sample): void {
  const mark = builder["~definition"];
  const position = placeOf(mark.origin, places);
  const resolved = resolveOne({ builder, mark, exportName: undefined });
  if ("code" in resolved || !position) return;
  const emitted = emitDefinition({ ...resolved, position });
  const checked = "issues" in emitted ? emitted : checkRequest(emitted);
  if (!("issues" in checked)) printArtifact(checked);
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
