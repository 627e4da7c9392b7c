import type { NormalisedSchema } from "../normalise/normalised-document.ts";
import { canonicalJson, showList } from "./canonical-json.ts";
import { ALTERS, NARROWS, WIDENS } from "./change.ts";
import { compareBound } from "./compare-scalars.ts";
import { ANYTHING, type DescribedMembers, isAnything, isNever } from "./schema-facts.ts";
import type { PairPlace } from "./schema-graph.ts";
import type { EdgeKind } from "./schema-pair.ts";

/**
 * Compares the keywords of objects. `others` describes the members according to other schemas for the same object.
 *
 * A sender is assumed to send only members that its schema lists, unless it has `additionalProperties`: otherwise every
 * new property would break requests, since a client might have sent another value under that name.
 */
export function compareObjects(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  others: DescribedMembers,
): void {
  compareProperties(place, old, next, others);
  compareAdditional(place, old, next);
  comparePatternProperties(place, old, next);
  comparePropertyNames(place, old.propertyNames, next.propertyNames);
  compareBound(place, old, next, "minProperties");
  compareBound(place, old, next, "maxProperties");
  compareDependentRequired(place, old, next);
}

function comparePropertyNames(
  place: PairPlace,
  before: NormalisedSchema | undefined,
  after: NormalisedSchema | undefined,
): void {
  const steps = ["propertyNames"];
  if (before && after) place.child(place.oldAt(before, steps), place.newAt(after, steps), "plain", "{name}");
  else if (after && !isAnything(after))
    place.report("property_names_limited", NARROWS, "propertyNames was absent, is present", [], steps);
  else if (before && !isAnything(before))
    place.report("property_names_opened", WIDENS, "propertyNames was present, is absent", steps, []);
}

function compareProperties(
  place: PairPlace,
  old: NormalisedSchema,
  next: NormalisedSchema,
  others: DescribedMembers,
): void {
  const before = old.properties ?? {};
  const after = next.properties ?? {};
  const wasRequired = new Set(old.required);
  const isRequired = new Set(next.required);
  const hasPatterns = old.patternProperties !== undefined || next.patternProperties !== undefined;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after), ...wasRequired, ...isRequired])) {
    const isShared = others.isOpen || others.names.has(name);
    const kind: EdgeKind = isShared || hasPatterns ? "strict" : "plain";
    const steps = ["properties", name];
    const suffix = `.${name}`;
    const inOld = memberOf(before, name);
    const inNew = memberOf(after, name);
    if (!inOld && inNew) {
      const rest = unnamed(old, name);
      const isNeeded = isRequired.has(name) && !wasRequired.has(name);
      const wasClosed = rest.kind === "never" && !isNever(inNew);
      const isFree = isAnything(inNew);
      place.report(
        isNeeded ? "required_property_added" : "property_added",
        {
          narrows: isNeeded || rest.kind === "many" || (isShared && !isFree),
          widens: wasClosed || rest.kind === "many",
          shifts: !isFree && rest.kind === "unsaid",
        },
        `the ${isNeeded ? "required" : "optional"} property ${JSON.stringify(name)} is new`,
        undefined,
        steps,
      );
      if (rest.kind === "one")
        place.child(place.oldAt(rest.schema, rest.steps), place.newAt(inNew, steps), kind, suffix);
    } else if (inOld && !inNew) {
      const rest = unnamed(next, name);
      const wasNeeded = wasRequired.has(name) && !isRequired.has(name);
      const isFree = isAnything(inOld);
      place.report(
        wasNeeded ? "required_property_removed" : "property_removed",
        {
          narrows: !isNever(inOld) || rest.kind === "many",
          widens: wasNeeded || rest.kind === "many" || (isShared && !isFree),
          shifts: !isFree && rest.kind === "unsaid",
        },
        `the ${wasNeeded ? "required" : "optional"} property ${JSON.stringify(name)} was removed`,
        steps,
        undefined,
      );
      if (rest.kind === "one")
        place.child(place.oldAt(inOld, steps), place.newAt(rest.schema, rest.steps), kind, suffix);
    } else {
      if (inOld && inNew) place.child(place.oldAt(inOld, steps), place.newAt(inNew, steps), kind, suffix);
      const shown = JSON.stringify(name);
      if (isRequired.has(name) && !wasRequired.has(name))
        place.report(
          "property_required",
          NARROWS,
          `${shown} was optional, is required`,
          inOld ? steps : [],
          inNew ? steps : [],
        );
      if (wasRequired.has(name) && !isRequired.has(name))
        place.report(
          "property_optional",
          WIDENS,
          `${shown} was required, is optional`,
          inOld ? steps : [],
          inNew ? steps : [],
        );
    }
  }
}

function memberOf(members: Readonly<Record<string, NormalisedSchema>>, name: string): NormalisedSchema | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

type Unnamed =
  | { readonly kind: "unsaid" | "never" | "many" }
  | { readonly kind: "one"; readonly schema: NormalisedSchema; readonly steps: readonly string[] };

/** The schema of a member that is not in `properties`. */
function unnamed(schema: NormalisedSchema, name: string): Unnamed {
  const patterns = Object.entries(schema.patternProperties ?? {}).filter(([pattern]) => mayMatch(pattern, name));
  const [first] = patterns;
  if (patterns.length > 1) return { kind: "many" };
  if (first) return { kind: "one", schema: first[1], steps: ["patternProperties", first[0]] };
  const { additionalProperties: rest } = schema;
  if (rest === undefined) return { kind: "unsaid" };
  return rest === false || isNever(rest)
    ? { kind: "never" }
    : { kind: "one", schema: rest, steps: ["additionalProperties"] };
}

function mayMatch(pattern: string, name: string): boolean {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags).test(name);
    } catch {
      // A pattern of another dialect, or one that is valid only without the `u` flag.
    }
  }
  return true;
}

function compareAdditional(place: PairPlace, old: NormalisedSchema, next: NormalisedSchema): void {
  const steps = ["additionalProperties"];
  const before = restOf(old);
  const after = restOf(next);
  if (!before && !after) return;
  if (!after) {
    place.report(
      "additional_properties_closed",
      NARROWS,
      "unlisted properties were valid, are not",
      old.additionalProperties === undefined ? [] : steps,
      steps,
    );
  } else if (!before) {
    place.report(
      "additional_properties_opened",
      WIDENS,
      "unlisted properties were invalid, are valid",
      steps,
      next.additionalProperties === undefined ? [] : steps,
    );
  } else {
    if (isAnything(before) && !isAnything(after))
      place.report("additional_properties_typed", NARROWS, "unlisted properties had no schema, have one", [], steps);
    else if (isAnything(after) && !isAnything(before))
      place.report("additional_properties_untyped", WIDENS, "unlisted properties had a schema, have none", steps, []);
    else if (old.additionalProperties !== undefined || next.additionalProperties !== undefined)
      place.child(place.oldAt(before, steps), place.newAt(after, steps), "plain", ".*");
  }
}

/** The schema of unlisted members; undefined if there may be none. */
function restOf({ additionalProperties: rest = ANYTHING }: NormalisedSchema): NormalisedSchema | undefined {
  return rest === false || isNever(rest) ? undefined : rest;
}

function comparePatternProperties(place: PairPlace, old: NormalisedSchema, next: NormalisedSchema): void {
  const before = old.patternProperties ?? {};
  const after = next.patternProperties ?? {};
  const isSaid = (rest: NormalisedSchema["additionalProperties"]): boolean =>
    rest === false || (rest !== undefined && !isAnything(rest));
  const isMixed = isSaid(old.additionalProperties) || isSaid(next.additionalProperties);
  for (const pattern of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const steps = ["patternProperties", pattern];
    const inOld = memberOf(before, pattern);
    const inNew = memberOf(after, pattern);
    const shown = JSON.stringify(pattern);
    if (inOld && inNew) place.child(place.oldAt(inOld, steps), place.newAt(inNew, steps), "strict", `.${pattern}`);
    else if (inNew)
      place.report(
        "pattern_properties_added",
        isMixed ? ALTERS : NARROWS,
        `names that match ${shown} had no schema, have one`,
        undefined,
        steps,
      );
    else
      place.report(
        "pattern_properties_removed",
        isMixed ? ALTERS : WIDENS,
        `names that match ${shown} had a schema, have none`,
        steps,
        undefined,
      );
  }
}

function compareDependentRequired(place: PairPlace, old: NormalisedSchema, next: NormalisedSchema): void {
  const before = old.dependentRequired ?? {};
  const after = next.dependentRequired ?? {};
  if (canonicalJson(before) === canonicalJson(after)) return;
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const oldNames = Object.hasOwn(before, name) ? (before[name] ?? []) : [];
    const newNames = Object.hasOwn(after, name) ? (after[name] ?? []) : [];
    const steps = ["dependentRequired", name];
    const shown = JSON.stringify(name);
    const added = newNames.filter((each) => !oldNames.includes(each));
    const removed = oldNames.filter((each) => !newNames.includes(each));
    const oldSteps = oldNames.length > 0 ? steps : [];
    const newSteps = newNames.length > 0 ? steps : [];
    if (added.length > 0)
      place.report(
        "dependency_added",
        NARROWS,
        `${shown} did not require ${showList(added)}, does now`,
        oldSteps,
        newSteps,
      );
    if (removed.length > 0)
      place.report(
        "dependency_removed",
        WIDENS,
        `${shown} required ${showList(removed)}, does not now`,
        oldSteps,
        newSteps,
      );
  }
}
