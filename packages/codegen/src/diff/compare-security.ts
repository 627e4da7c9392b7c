import { isJsonObject, type JsonValue } from "../load/json.ts";
import { joinPointer } from "../load/json-pointer.ts";
import type { NormalisedDocument } from "../normalise/normalised-document.ts";
import { canonicalJson } from "./canonical-json.ts";
import { NARROWS, NEUTRAL } from "./change.ts";
import { type ObjectAt, type OperationPlace, objectAt } from "./operation-place.ts";

/** One security requirement: all of these schemes, each with its scopes. */
type Alternative = ReadonlyMap<string, ReadonlySet<string>>;

/** Compares the required credentials of an operation, and how they are sent. */
export function compareSecurity(place: OperationPlace, old: ObjectAt, next: ObjectAt): void {
  const { comparison } = place;
  const before = securityOf(comparison.old, old);
  const after = securityOf(comparison.new, next);
  const renamed = renamedSchemes(comparison.old, comparison.new, before.alternatives, after.alternatives);
  const was = before.alternatives.map(
    (each) => new Map([...each].map(([name, scopes]) => [renamed.get(name) ?? name, scopes])),
  );
  const refused = was.find((credentials) => !after.alternatives.some((needed) => isEnough(credentials, needed)));
  const at = [before.pointer, after.pointer] as const;
  if (refused) {
    const text = `${showAlternative(refused)} sufficed, required is now ${showAll(after.alternatives)}`;
    place.report("request", "security_stricter", NARROWS, text, ...at);
  }
  const welcome = after.alternatives.find((credentials) => !was.some((needed) => isEnough(credentials, needed)));
  if (welcome) {
    const text = `${showAlternative(welcome)} suffices, required was ${showAll(before.alternatives)}`;
    place.report("request", "security_looser", NEUTRAL, text, ...at);
  }
  const both = new Set([...before.alternatives, ...after.alternatives].flatMap((each) => [...each.keys()]));
  for (const name of both) compareScheme(place, name);
}

/** The alternatives of an operation; without requirements, one empty alternative. */
function securityOf(
  document: NormalisedDocument,
  { value, pointer }: ObjectAt,
): { readonly alternatives: readonly Alternative[]; readonly pointer: string } {
  const isOwn = value.security !== undefined;
  const given = isOwn ? value.security : document.root.security;
  const at = isOwn ? joinPointer(pointer, "security") : given === undefined ? pointer : "/security";
  const list = Array.isArray(given) ? given.filter(isJsonObject) : [];
  const alternatives = list.map(
    (each) => new Map(Object.entries(each).map(([name, scopes]) => [name, new Set(textsOf(scopes))] as const)),
  );
  return { alternatives: alternatives.length > 0 ? alternatives : [new Map()], pointer: at };
}

function textsOf(value: JsonValue): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}

function isEnough(credentials: Alternative, needed: Alternative): boolean {
  return [...needed].every(([name, scopes]) => {
    const given = credentials.get(name);
    return given !== undefined && [...scopes].every((scope) => given.has(scope));
  });
}

function showAll(alternatives: readonly Alternative[]): string {
  return alternatives.map(showAlternative).join(" or ");
}

function showAlternative(alternative: Alternative): string {
  if (alternative.size === 0) return "no credential";
  return [...alternative]
    .map(([name, scopes]) => (scopes.size > 0 ? `${name} (${[...scopes].join(", ")})` : name))
    .join(" and ");
}

/** Schemes that were only renamed. */
function renamedSchemes(
  old: NormalisedDocument,
  next: NormalisedDocument,
  before: readonly Alternative[],
  after: readonly Alternative[],
): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const others = new Set(after.flatMap((each) => [...each.keys()]));
  for (const name of new Set(before.flatMap((each) => [...each.keys()]))) {
    const mine = schemeOf(old, name);
    if (!mine || schemeOf(next, name)) continue;
    const same = [...others].find((each) => schemeOf(next, each)?.text === mine.text);
    if (same !== undefined) renamed.set(name, same);
  }
  return renamed;
}

function compareScheme(place: OperationPlace, name: string): void {
  const before = schemeOf(place.comparison.old, name);
  const after = schemeOf(place.comparison.new, name);
  if (!before || !after || before.text === after.text) return;
  const text = `the security scheme ${name} was ${before.text}, is ${after.text}`;
  place.report("request", "security_scheme_changed", NARROWS, text, before.pointer, after.pointer);
}

/** How a credential is sent and obtained, without descriptions and the list of scopes. */
function schemeOf(
  document: NormalisedDocument,
  name: string,
): { readonly text: string; readonly pointer: string } | undefined {
  const components = objectAt(document, document.root.components, "/components");
  const schemes = components && objectAt(document, components.value.securitySchemes, "/components/securitySchemes");
  if (!schemes || !Object.hasOwn(schemes.value, name)) return undefined;
  const scheme = objectAt(document, schemes.value[name], joinPointer(schemes.pointer, name));
  if (!scheme) return undefined;
  const { type, in: where, name: called, scheme: kind, openIdConnectUrl, flows } = scheme.value;
  const urls = isJsonObject(flows)
    ? Object.fromEntries(
        Object.entries(flows).map(([flow, each]) => [
          flow,
          isJsonObject(each) ? [each.authorizationUrl ?? null, each.tokenUrl ?? null] : null,
        ]),
      )
    : undefined;
  const lower = typeof kind === "string" ? kind.toLowerCase() : kind;
  const facts = Object.entries({ type, in: where, name: called, scheme: lower, openIdConnectUrl, flows: urls });
  return {
    text: canonicalJson(Object.fromEntries(facts.filter(([, value]) => value !== undefined))),
    pointer: scheme.pointer,
  };
}
