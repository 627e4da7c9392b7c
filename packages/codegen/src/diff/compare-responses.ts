import { ALTERS, NARROWS, NEUTRAL, WIDENS } from "./change.ts";
import { compareContents } from "./compare-contents.ts";
import { type ObjectAt, type OperationPlace, objectsIn } from "./operation-place.ts";

/** Compares the responses, for each status. */
export function compareResponses(place: OperationPlace, old: ObjectAt, next: ObjectAt): void {
  const before = objectsIn(place.comparison.old, old, "responses");
  const after = objectsIn(place.comparison.new, next, "responses");
  const compared = new Set<string>();
  for (const [status, response] of before) {
    const found = coverOf(status, after);
    const other = found === undefined ? undefined : after.get(found);
    if (found !== undefined && other) {
      compared.add(found);
      compareResponse(place, status, response, other);
    } else if (isRangeOfAny(status, after)) {
      // Its statuses are compared below.
    } else if (isSuccess(status, before)) {
      place.report(
        "response",
        "response_removed",
        ALTERS,
        `the response ${status} was removed`,
        response.pointer,
        undefined,
      );
    } else {
      place.report(
        "response",
        "error_response_removed",
        NEUTRAL,
        `the response ${status} was removed`,
        response.pointer,
        undefined,
      );
    }
  }
  for (const [status, response] of after) {
    if (compared.has(status)) continue;
    const cover = coverOf(status, before);
    const covered = cover === undefined ? undefined : before.get(cover);
    if (covered) compareResponse(place, status, covered, response);
    else if (isSuccess(status, after))
      place.report("response", "response_added", WIDENS, `the response ${status} is new`, undefined, response.pointer);
    else
      place.report(
        "response",
        "error_response_added",
        NEUTRAL,
        `the response ${status} is new`,
        undefined,
        response.pointer,
      );
  }
}

/** Whether a status is a success; `default` is one if no other status can be. */
function isSuccess(status: string, all: ReadonlyMap<string, ObjectAt>): boolean {
  if (status === "default") return ![...all.keys()].some((each) => /^[23]/.test(each));
  return /^[123]/.test(status);
}

function isRangeOfAny(range: string, all: ReadonlyMap<string, ObjectAt>): boolean {
  return /^[1-5]XX$/i.test(range) && [...all.keys()].some((status) => status[0] === range[0]);
}

/** The response for a status: its own, that of its range, or a `default` that covers success. */
function coverOf(status: string, all: ReadonlyMap<string, ObjectAt>): string | undefined {
  if (all.has(status)) return status;
  const range = `${status[0]}XX`;
  const ranges = [range, range.toLowerCase()].find((each) => all.has(each));
  if (ranges !== undefined) return ranges;
  return /^2/.test(status) && all.has("default") && isSuccess("default", all) ? "default" : undefined;
}

function compareResponse(place: OperationPlace, status: string, old: ObjectAt, next: ObjectAt): void {
  compareContents(place, "response", old, next, `${place.name} answer ${status}`);
  const before = headersOf(place.comparison.old, old);
  const after = headersOf(place.comparison.new, next);
  for (const [name, header] of before) {
    const other = after.get(name);
    const label = `the header ${name} of the response ${status}`;
    const wasRequired = header.value.required === true;
    if (!other) {
      const effect = { narrows: true, widens: wasRequired };
      place.report("response", "header_removed", effect, `${label} was removed`, header.pointer, undefined);
      continue;
    }
    const isRequired = other.value.required === true;
    if (wasRequired && !isRequired)
      place.report(
        "response",
        "header_optional",
        WIDENS,
        `${label} was required, is optional`,
        header.pointer,
        other.pointer,
      );
    if (isRequired && !wasRequired)
      place.report(
        "response",
        "header_required",
        NARROWS,
        `${label} was optional, is required`,
        header.pointer,
        other.pointer,
      );
    place.compare("response", header, other, `${place.name} answer ${status} ${name}`);
  }
  for (const [name, header] of after) {
    if (before.has(name)) continue;
    const effect = header.value.required === true ? NARROWS : NEUTRAL;
    place.report(
      "response",
      "header_added",
      effect,
      `the header ${name} of the response ${status} is new`,
      undefined,
      header.pointer,
    );
  }
}

/** Headers by lower-case name; Content-Type is described elsewhere. */
function headersOf(document: OperationPlace["comparison"]["old"], response: ObjectAt): Map<string, ObjectAt> {
  const found = new Map<string, ObjectAt>();
  for (const [name, header] of objectsIn(document, response, "headers")) {
    if (name.toLowerCase() !== "content-type") found.set(name.toLowerCase(), header);
  }
  return found;
}
