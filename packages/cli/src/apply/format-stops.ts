import { normaliseSpec } from "./canonical-spec.ts";
import { formatCount } from "./format-rows.ts";
import { diffJson, type FieldChange } from "./json-diff.ts";
import type { EarlierRun, JobStop, ReplacedRows } from "./plan-jobs.ts";

/** Longest text of one value, in characters. */
const LONGEST_VALUE = 120;

/** A job that is only posted with `--rerun`, for `--json`. */
export interface StoppedJob {
  readonly id: string;
  /** The job that ran with another body. */
  readonly earlierJobId?: string | null;
  /** How the body of that job differs from the one here. Null when its body is not known any more. */
  readonly changes?: readonly FieldChange[] | null;
  readonly replaces?: ReplacedRows;
}

export function describeStops(stops: readonly JobStop[]): readonly StoppedJob[] {
  return stops.map(({ artifact, earlier, replaces }) => ({
    id: artifact.name,
    ...(earlier !== undefined && {
      earlierJobId: earlier.jobId ?? null,
      changes: changesOf({ artifact, earlier }) ?? null,
    }),
    ...(replaces !== undefined && { replaces }),
  }));
}

/** What would happen to rows that are there, for each job, and how to let it happen. */
export function formatStops(stops: readonly JobStop[]): string {
  const [jobs, they] = stops.length === 1 ? ["a job needs", "it"] : [`${stops.length} jobs need`, "them"];
  const flags = stops.map(({ artifact }) => `--rerun ${quoteWord(artifact.name)}`).join(" ");
  return [
    `nothing was applied: ${jobs} your word, as posting ${they} changes rows that are there`,
    ...stops.flatMap((stop) => formatStop(stop)),
    `to post ${they}, run \`starfix apply\` again with ${flags}`,
  ].join("\n");
}

function formatStop(stop: JobStop): readonly string[] {
  const { artifact, earlier, replaces } = stop;
  const { name, path } = artifact;
  const lines: string[] = [];
  if (earlier !== undefined) {
    lines.push(`${name} (${path}): ${formatEarlier(earlier)}`);
    const changes = changesOf({ artifact, earlier });
    if (earlier.jobId !== undefined && changes === undefined)
      lines.push("  the service does not have the body of that job any more");
    for (const change of changes ?? []) lines.push(`  ${formatChange(change)}`);
    if (replaces === undefined) lines.push("  posted again, it adds its rows to those that are there");
  }
  if (replaces !== undefined)
    lines.push(
      earlier === undefined ? `${name} (${path}): ${formatReplaced(replaces)}` : `  ${formatReplaced(replaces)}`,
    );
  return lines;
}

function formatEarlier({ jobId, executionStatus, guessed }: EarlierRun): string {
  if (jobId === undefined)
    return "an `apply` that did not end was posting it with another body, and whether the job exists is unknown";
  if (guessed) return `job ${jobId} (${executionStatus}) reads the same data into the same table with another body`;
  return executionStatus === "completed"
    ? `ran as job ${jobId} with another body`
    : `is at the service as job ${jobId} (${executionStatus}) with another body`;
}

function formatReplaced({ tableName, intervals, tableRows }: ReplacedRows): string {
  const which = intervals === undefined ? "all rows" : `the rows of ${intervals.join(", ")}`;
  const count = tableRows === undefined ? "" : `, which has ${formatCount(tableRows)} rows`;
  return `replaces ${which} in table ${JSON.stringify(tableName)}${count}`;
}

/** `/maxParseExceptions: none → 5`. */
function formatChange({ pointer, ...sides }: FieldChange): string {
  const side = (name: "before" | "after") => (name in sides ? shorten(JSON.stringify(sides[name]) ?? "none") : "none");
  return `${pointer === "" ? "/" : pointer}: ${side("before")} → ${side("after")}`;
}

function shorten(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** Undefined when the earlier body is not known. A value that is a secret here is not shown. */
function changesOf({ artifact, earlier }: { readonly artifact: JobStop["artifact"]; readonly earlier: EarlierRun }) {
  if (earlier.spec === undefined) return undefined;
  const secret = new Set(artifact.secrets.map(({ pointer }) => pointer));
  return diffJson(normaliseSpec(earlier.spec), normaliseSpec(artifact.json)).filter(
    ({ pointer }) => !secret.has(pointer),
  );
}

/** A word of a command line. */
function quoteWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
