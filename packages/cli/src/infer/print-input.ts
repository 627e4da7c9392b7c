import type { Disagreement, InferredField } from "./describe-fields.ts";
import type { Inferred } from "./infer-source.ts";
import { unusableName } from "./name-notes.ts";
import { kindWords } from "./value-kind.ts";

/**
 * The calls for a definition: `.format()` and `.input()`, ready to be pasted. Notes follow a field
 * as a comment; a field that cannot be declared is one altogether.
 */
export function printInput({ format, fields, time }: Inferred): string {
  const lines = [`.format(${JSON.stringify(format)})`, ".input({", ...fields.map(printField), "})"];
  if (time !== undefined) lines.push(`// .map((c) => ({ __time: ${time.code}, … }))`);
  return lines.join("\n");
}

function printField(field: InferredField): string {
  const { name, type, notes, disagreement } = field;
  const entry = `${propertyOf(name)}: ${JSON.stringify(type)},`;
  const unusable = unusableName(name);
  if (unusable !== undefined) return `  // ${entry} ${oneLine(unusable)}`;
  const said = [...(disagreement === undefined ? [] : [shortly(disagreement)]), ...notes.map(({ message }) => message)];
  return said.length === 0 ? `  ${entry}` : `  ${entry} // ${oneLine(said.join("; "))}`;
}

function shortly({ kinds: [most, ...others] }: Disagreement): string {
  if (others.length === 0) return `rows disagree: lists of several kinds, such as ${most?.value} at ${most?.place}`;
  const odd = others.map(({ kind, place }) => `${kindWords[kind]} at ${place}`);
  return `rows disagree: most hold a ${kindWords[most?.kind ?? "text"]}, ${odd.join(", ")}`;
}

/** A line break in a name or a value would end the comment. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, " ");
}

function propertyOf(name: string): string {
  // As a plain property it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
