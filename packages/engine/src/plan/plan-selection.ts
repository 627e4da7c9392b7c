import type { ObjectSelection } from "../job-plan.ts";
import { parseObjectUri } from "../objects/object-uri.ts";
import { GlobSyntaxError, literalHead, parseGlob } from "../objects/parse-glob.ts";
import type { Report } from "./plan-issue.ts";
import type { PlanConnection } from "./plan-job.ts";
import type { RunnableJob } from "./runnable-job.ts";

const WAYS = ["uris", "objects", "prefixes", "pattern"] as const;

/** Exactly one of four ways; null, absent and an empty list all count as not given. */
export function planSelection(
  source: RunnableJob["source"],
  connection: PlanConnection | undefined,
  report: Report,
): ObjectSelection | undefined {
  const given = WAYS.filter((way) => isGiven(source[way]));
  const [way, ...others] = given;
  if (way === undefined) {
    report("missing_selection", "/source", "missing objects: expected one of uris, objects, prefixes, pattern");
    return undefined;
  }
  if (others.length > 0) {
    report(
      "several_selections",
      `/source/${others[0]}`,
      `expected exactly one of uris, objects, prefixes, pattern, received ${given.join(" and ")}`,
    );
    return undefined;
  }
  switch (way) {
    case "uris": {
      const uris = source.uris ?? [];
      uris.forEach((uri, index) => {
        checkUri(uri, `/source/uris/${index}`, connection, report);
      });
      return { kind: "uris", uris };
    }
    case "objects": {
      const objects = source.objects ?? [];
      objects.forEach((key, index) => {
        checkKey(key, `/source/objects/${index}`, connection, report);
      });
      return { kind: "objects", objects };
    }
    case "prefixes": {
      const prefixes = source.prefixes ?? [];
      prefixes.forEach((prefix, index) => {
        checkOverlap(prefix, `/source/prefixes/${index}`, connection, report);
      });
      return { kind: "prefixes", prefixes };
    }
    case "pattern": {
      const pattern = source.pattern ?? "";
      checkPattern(pattern, connection, report);
      return { kind: "pattern", pattern };
    }
    default:
      throw new Error(`unexpected selection: ${JSON.stringify(way satisfies never)}`);
  }
}

/** Keys or patterns that say by their ending what the objects hold; undefined for prefixes. */
export function namesOf(
  selection: ObjectSelection,
): readonly { readonly name: string; readonly pointer: string }[] | undefined {
  switch (selection.kind) {
    case "uris":
      return selection.uris.map((name, index) => ({ name, pointer: `/source/uris/${index}` }));
    case "objects":
      return selection.objects.map((name, index) => ({ name, pointer: `/source/objects/${index}` }));
    case "prefixes":
      return undefined;
    case "pattern":
      return [{ name: selection.pattern, pointer: "/source/pattern" }];
    default:
      throw new Error(`unexpected selection: ${JSON.stringify(selection satisfies never)}`);
  }
}

function isGiven(value: string | readonly string[] | null | undefined): boolean {
  return value !== undefined && value !== null && (typeof value === "string" || value.length > 0);
}

function checkUri(uri: string, pointer: string, connection: PlanConnection | undefined, report: Report): void {
  const parsed = parseObjectUri(uri);
  if (parsed === undefined) {
    report("invalid_uri", pointer, `invalid URI: expected s3://<bucket>/<key>, received ${JSON.stringify(uri)}`);
    return;
  }
  if (connection !== undefined && parsed.bucket !== connection.bucket) {
    report(
      "other_bucket",
      pointer,
      `invalid URI: connection ${JSON.stringify(connection.name)} reads bucket ${JSON.stringify(connection.bucket)}, received ` +
        `${JSON.stringify(uri)}; a connection reads one bucket, make one for each`,
    );
    return;
  }
  checkKey(parsed.key, pointer, connection, report);
}

function checkKey(key: string, pointer: string, connection: PlanConnection | undefined, report: Report): void {
  if (key === "")
    report("invalid_key", pointer, "invalid object: expected the key of an object, received an empty text");
  else if (!key.startsWith(connection?.prefix ?? "")) reportOutside(key, pointer, connection, report);
}

function checkOverlap(head: string, pointer: string, connection: PlanConnection | undefined, report: Report): void {
  const limit = connection?.prefix ?? "";
  if (!head.startsWith(limit) && !limit.startsWith(head)) reportOutside(head, pointer, connection, report);
}

function checkPattern(pattern: string, connection: PlanConnection | undefined, report: Report): void {
  const pointer = "/source/pattern";
  if (pattern === "") {
    report("invalid_pattern", pointer, "invalid pattern: expected a glob such as **.json, received an empty text");
    return;
  }
  try {
    parseGlob(pattern);
  } catch (error) {
    if (!(error instanceof GlobSyntaxError)) throw error;
    report("invalid_pattern", pointer, error.message);
    return;
  }
  checkOverlap(literalHead(pattern), pointer, connection, report);
}

function reportOutside(name: string, pointer: string, connection: PlanConnection | undefined, report: Report): void {
  report(
    "outside_prefix",
    pointer,
    `${JSON.stringify(name)} is out of reach: connection ${JSON.stringify(connection?.name)} is limited to keys that begin ` +
      `with ${JSON.stringify(connection?.prefix)}`,
  );
}
