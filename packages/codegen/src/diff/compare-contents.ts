import { canonicalJson } from "./canonical-json.ts";
import { ALTERS, type Effect, NARROWS, NEUTRAL, WIDENS } from "./change.ts";
import { type ObjectAt, type OperationPlace, objectsIn } from "./operation-place.ts";
import type { Side } from "./reach.ts";

/** Compares request bodies. */
export function compareRequestBody(place: OperationPlace, old: ObjectAt | undefined, next: ObjectAt | undefined): void {
  const wasRequired = old?.value.required === true;
  const isRequired = next?.value.required === true;
  if (old && next) {
    const at = [old.pointer, next.pointer] as const;
    if (isRequired && !wasRequired)
      place.report("request", "request_body_required", NARROWS, "the body was optional, is required", ...at);
    if (wasRequired && !isRequired)
      place.report("request", "request_body_optional", WIDENS, "the body was required, is optional", ...at);
    compareContents(place, "request", old, next, `${place.name} body`);
  } else if (next) {
    const [code, effect] = isRequired
      ? (["required_request_body_added", NARROWS] as const)
      : (["request_body_added", NEUTRAL] as const);
    const text = `the body, which is ${isRequired ? "required" : "optional"}, is new`;
    place.report("request", code, effect, text, undefined, next.pointer);
  } else if (old) {
    const effect = { narrows: true, widens: wasRequired };
    place.report("request", "request_body_removed", effect, "the request body was removed", old.pointer, undefined);
  }
}

/** Compares the content of a request or response, for each media type. */
export function compareContents(place: OperationPlace, part: Side, old: ObjectAt, next: ObjectAt, label: string): void {
  const { comparison } = place;
  const before = objectsIn(comparison.old, old, "content");
  const after = objectsIn(comparison.new, next, "content");
  const left = new Set(after.keys());
  for (const [type, media] of before) {
    const found = findType(type, left) ?? [...after.keys()].find((range) => covers(range, type));
    const other = found === undefined ? undefined : after.get(found);
    if (found === undefined || !other) {
      const text = `${label}: the media type ${type} was removed`;
      place.report(part, "media_type_removed", ALTERS, text, media.pointer, undefined);
      continue;
    }
    left.delete(found);
    compareEncoding(place, part, media, other, label);
    place.compare(part, media, other, before.size === 1 ? label : `${label} (${type})`);
  }
  for (const type of left) {
    const media = after.get(type);
    const range = [...before.keys()].find((each) => covers(each, type));
    const covered = range === undefined ? undefined : before.get(range);
    if (!media) continue;
    if (covered) {
      place.compare(part, covered, media, `${label} (${type})`);
      continue;
    }
    // A client chooses the media type of a response by its Accept header; a server takes the type of the request.
    const effect: Effect = part === "request" ? WIDENS : NEUTRAL;
    place.report(part, "media_type_added", effect, `${label}: the media type ${type} is new`, undefined, media.pointer);
  }
}

/** The same media type, ignoring case, if necessary with other parameters. */
function findType(type: string, among: ReadonlySet<string>): string | undefined {
  if (among.has(type)) return type;
  const clean = (each: string): string => each.toLowerCase().replaceAll(" ", "");
  const list = [...among];
  return (
    list.find((each) => clean(each) === clean(type)) ??
    list.find((each) => clean(each).split(";")[0] === clean(type).split(";")[0])
  );
}

function covers(range: string, type: string): boolean {
  if (range === "*/*") return true;
  return range.endsWith("/*") && type.toLowerCase().startsWith(range.slice(0, -1).toLowerCase());
}

function compareEncoding(place: OperationPlace, part: Side, old: ObjectAt, next: ObjectAt, label: string): void {
  const before = old.value.encoding;
  const after = next.value.encoding;
  if (before === after || canonicalJson(before ?? {}) === canonicalJson(after ?? {})) return;
  place.report(
    part,
    "encoding_changed",
    ALTERS,
    `${label}: the encoding of its parts changed`,
    old.pointer,
    next.pointer,
  );
}
