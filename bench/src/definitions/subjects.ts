import { fileURLToPath } from "node:url";
import { BENCH } from "../paths.ts";
import { runNode } from "../run-process.ts";

/** What ours is measured against; each is a module in `subjects/` that compiles the same ten columns. */
export const PEER_NAMES = ["floor", "cdk8s", "tinybird", "cdktf", "pulumi"] as const;
export type PeerName = (typeof PEER_NAMES)[number];
export type SubjectName = "starfix" | PeerName;

/** What a peer makes of one definition, for the reader of a figure. */
export const MAKES: Readonly<Record<PeerName, string>> = {
  floor: "the body as an object literal, validated by ajv, no builder and no expressions",
  cdk8s: "an ApiObject of a chart, to JSON",
  tinybird: "a data source of the fields with their JSON paths and a pipe of the columns, to their texts",
  cdktf: "a TerraformResource of a stack, to JSON",
  pulumi: "a CustomResource, registered with mocks, its inputs to JSON",
};

/** One pass over many definitions, in a process of its own. */
export interface SubjectRun {
  readonly failure?: string;
  readonly microsecondsEach: number;
  /** What all threads of the process had of the processors, for each definition. */
  readonly cpuMicrosecondsEach: number;
  /** Peak of resident memory. */
  readonly megabytes: number;
}

export interface SubjectOptions {
  readonly size: number;
  /** How many definitions are compiled before the clock starts. */
  readonly warmUp: number;
  readonly limitSeconds: number;
}

const script = fileURLToPath(new URL("./subjects/run.mjs", import.meta.url));

export async function runSubject(
  name: SubjectName,
  { size, warmUp, limitSeconds }: SubjectOptions,
): Promise<SubjectRun> {
  const args = ["--expose-gc", script, name, String(size), String(warmUp)];
  const { failure, stdout, megabytes } = await runNode(args, { cwd: BENCH, limitSeconds });
  if (failure !== undefined)
    return { failure, microsecondsEach: Number.NaN, cpuMicrosecondsEach: Number.NaN, megabytes };
  const printed: { readonly microseconds: number; readonly cpuMicroseconds: number } = JSON.parse(stdout);
  return { microsecondsEach: printed.microseconds, cpuMicrosecondsEach: printed.cpuMicroseconds, megabytes };
}
