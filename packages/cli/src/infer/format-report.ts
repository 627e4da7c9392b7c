import type { Output } from "../output.ts";
import type { Inferred } from "./infer-source.ts";
import { formatSize } from "./parse-size.ts";
import { kindWords } from "./value-kind.ts";

/** As many paths of a field are printed; `--json` has them all. */
const MAX_PATHS = 12;

/** What the sample shows apart from the types, line by line. */
export function* reportLines(inferred: Inferred, style: Output["style"]): Generator<string> {
  const { rows, bytes, files, complete, issueCount } = inferred;
  const opened = files.filter((file) => file.bytes > 0).length;
  const broken = files.some((file) => file.broken !== undefined);
  const whole = complete ? "all there is" : broken ? "reading broke off" : "a sample; the rest was not looked at";
  yield `${count(rows, "row")} of ${count(opened, "file")} (${formatSize(bytes)}) read: ${whole}`;
  yield* rateLines(inferred);
  yield* disagreementLines(inferred, style);
  yield* pathLines(inferred);
  if (issueCount > 0) {
    yield "";
    yield style("red", `${count(issueCount, "line")} cannot be read as ${inferred.format}:`);
    for (const { place, message } of inferred.issues) yield `  ${place}: ${message}`;
    if (issueCount > inferred.issues.length) yield `  and ${issueCount - inferred.issues.length} more`;
    yield "  a job passes over such lines, or fails, by maxParseExceptions";
  }
  const notes = noteLines(inferred);
  if (notes.length > 0) {
    yield "";
    yield style("bold", "Notes");
    for (const note of notes) yield `  ${note}`;
  }
}

function* rateLines({ fields, rows }: Inferred): Generator<string> {
  const sparse = fields.filter(({ nulls, missing }) => nulls + missing > 0);
  if (sparse.length === 0) {
    yield "no field is ever null or missing";
    return;
  }
  const width = Math.max("field".length, ...sparse.map(({ name }) => name.length));
  yield "";
  yield `${"field".padEnd(width)}  ${"null".padStart(7)}  missing`;
  for (const { name, nulls, missing } of sparse) {
    yield `${name.padEnd(width)}  ${rate(nulls, rows).padStart(7)}  ${rate(missing, rows).padStart(7)}`;
  }
}

function* disagreementLines({ fields, rows }: Inferred, style: Output["style"]): Generator<string> {
  const disagreeing = fields.filter((field) => field.disagreement !== undefined);
  if (disagreeing.length === 0) {
    yield "rows agree about the type of every field";
    return;
  }
  yield "";
  yield style("yellow", "Rows disagree");
  for (const { name, disagreement } of disagreeing) {
    yield `  ${JSON.stringify(name)}: ${disagreement?.result}`;
    for (const { kind, rows: seen, place, value } of disagreement?.kinds ?? []) {
      yield `    ${kindWords[kind]} in ${count(seen, "row")} (${rate(seen, rows)}), first ${place}: ${value}`;
    }
  }
}

function* pathLines({ fields }: Inferred): Generator<string> {
  const nested = fields.filter(({ paths }) => paths.length > 0);
  if (nested.length > 0) {
    yield "";
    yield "Paths within json, for JSON_VALUE";
  }
  for (const { name, paths, pathsCut } of nested) {
    for (const { path, kinds } of paths.slice(0, MAX_PATHS)) {
      yield `  ${name}  ${path}  ${kinds.map((kind) => kindWords[kind]).join(" or ")}`;
    }
    const more = paths.length - MAX_PATHS;
    if (more > 0) yield `  ${name}  and ${more}${pathsCut ? " and more" : ""} others, which --json lists`;
  }
}

function noteLines({ warnings, notes, files, time, fields }: Inferred): readonly string[] {
  const gaps = fields.find(({ name }) => name === time?.field);
  const without = (gaps?.nulls ?? 0) + (gaps?.missing ?? 0);
  return [
    ...warnings.map(
      ({ message, place, count: times }) => `${place}: ${message}${times > 1 ? ` (${times} times)` : ""}`,
    ),
    ...files.flatMap(({ broken, rows }) =>
      broken === undefined ? [] : [`${broken} (${count(rows, "row")} read before)`],
    ),
    ...notes,
    ...(time !== undefined && without > 0
      ? [
          `${count(without, "row")} without ${JSON.stringify(time.field)}: a null __time fails a job, so filter them out`,
        ]
      : []),
    ...(time === undefined ? ["no field looks like a time, and a job needs one for __time"] : []),
  ];
}

function count(number: number, word: string): string {
  return `${number.toLocaleString("en-US")} ${word}${number === 1 ? "" : "s"}`;
}

/** A share that is not none never reads as none, and one that is not all never as all. */
function rate(part: number, all: number): string {
  if (part === 0) return "0 %";
  const percent = (part / all) * 100;
  if (percent < 0.1) return "< 0.1 %";
  if (part < all && percent > 99.9) return "> 99.9 %";
  return `${Number(percent.toFixed(1))} %`;
}
