import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { canonicalJson, showJson } from "./canonical-json.ts";
import { NEUTRAL } from "./change.ts";
import type { PairPlace } from "./schema-graph.ts";

const FLAGS = [
  ["deprecated", "schema_deprecated"],
  ["readOnly", "read_only_changed"],
  ["writeOnly", "write_only_changed"],
] as const;

/** Compares annotations. `only` lists the keywords to compare. */
export function compareAnnotations(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  only?: readonly string[],
): void {
  const isAsked = (key: string): boolean => only === undefined || only.includes(key);
  for (const [key, code] of FLAGS) {
    const before = old[key] ?? false;
    const after = next[key] ?? false;
    if (before !== after && isAsked(key)) place.report(code, NEUTRAL, `${key} was ${before}, is ${after}`, []);
  }
  if (isAsked("default") && differs(old.default, next.default)) {
    place.report("default_changed", NEUTRAL, `the default was ${show(old.default)}, is ${show(next.default)}`, []);
  }
  if (isAsked("discriminator") && differs(old.discriminator, next.discriminator)) {
    place.report(
      "discriminator_changed",
      NEUTRAL,
      `the discriminator was ${show(old.discriminator)}, is ${show(next.discriminator)}`,
      [],
    );
  }
  if (!place.graph.all) return;
  for (const key of ["title", "description", "examples"] as const) {
    if (!isAsked(key) || !differs(old[key], next[key])) continue;
    place.report("documentation_changed", NEUTRAL, `${key} was ${show(old[key])}, is ${show(next[key])}`, []);
  }
}

function differs(old: unknown, next: unknown): boolean {
  return old !== next && canonicalJson(old) !== canonicalJson(next);
}

function show(value: unknown): string {
  return value === undefined ? "absent" : showJson(value);
}
