import type { Span } from "@starfix/expr";
import type { AzureJobSource, S3JobSource } from "@starfix/schema";
import type { ObjectSelection } from "../../checked-job.ts";
import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";
import { compileGlob } from "../../objects/compile-glob.ts";
import { parseObjectUri } from "../../objects/object-uri.ts";
import { GlobSyntaxError, parseGlob } from "../../objects/parse-glob.ts";
import type { KnownConnection } from "../../rule-context.ts";
import { checkFolder, checkKeyText, checkWildcards } from "./check-key.ts";

const WAYS = ["uris", "objects", "prefixes", "pattern"] as const;
const EXPECTED = "one of uris, objects, prefixes, pattern";

/** Checks how objects are named: exactly one of four ways; null, absent and an empty list count as not given. */
export function checkSelection(
  source: S3JobSource | AzureJobSource,
  connection: KnownConnection | undefined,
  report: Report,
): ObjectSelection | undefined {
  const given = WAYS.filter((way) => isGiven(source[way]));
  const [way, second] = given;
  if (way === undefined) {
    report("missing_selection", "/source", { expected: EXPECTED, received: "none" });
    return undefined;
  }
  if (second !== undefined) {
    const facts = { expected: `exactly ${EXPECTED}`, received: given.join(" and ") };
    report("several_selections", `/source/${second}`, facts);
    return undefined;
  }
  switch (way) {
    case "uris": {
      const uris = source.uris ?? [];
      uris.forEach((uri, index) => {
        checkUri(uri, index, source.type, connection, report);
      });
      checkRepeated(uris, "/source/uris", report);
      return { kind: "uris", uris };
    }
    case "objects": {
      const objects = source.objects ?? [];
      objects.forEach((key, index) => {
        const pointer = `/source/objects/${index}`;
        if (key === "") {
          report("invalid_name", pointer, {
            what: "object",
            expected: "the key of an object",
            received: "an empty text",
          });
        } else if (checkKeyText("object", key, pointer, report)) checkKey(key, key, pointer, connection, report);
      });
      checkRepeated(objects, "/source/objects", report);
      return { kind: "objects", objects };
    }
    case "prefixes": {
      const prefixes = source.prefixes ?? [];
      prefixes.forEach((prefix, index) => {
        const pointer = `/source/prefixes/${index}`;
        if (checkKeyText("prefix", prefix, pointer, report)) checkHead(prefix, prefix, pointer, connection, report);
      });
      checkOverlapping(prefixes, report);
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

/** Warns of an object or a file that is named again. */
export function checkRepeated(names: readonly string[], pointer: string, report: Report): void {
  if (names.length < 2 || new Set(names).size === names.length) return;
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index) reportTwice(name, name, `${pointer}/${index}`, report);
  }
}

/** Warns of a prefix that begins with another one: in order of their texts, that one comes before it. */
function checkOverlapping(prefixes: readonly string[], report: Report): void {
  if (prefixes.length < 2) return;
  const order = prefixes.map((prefix, index) => ({ prefix, index })).sort(byPrefix);
  let widest = order[0];
  for (const one of order.slice(1)) {
    if (widest === undefined || !one.prefix.startsWith(widest.prefix)) widest = one;
    else reportTwice(one.prefix, widest.prefix, `/source/prefixes/${one.index}`, report);
  }
}

interface GivenPrefix {
  readonly prefix: string;
  readonly index: number;
}

function byPrefix(a: GivenPrefix, b: GivenPrefix): number {
  return a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : a.index - b.index;
}

function reportTwice(object: string, earlier: string, pointer: string, report: Report): void {
  const facts = { object, earlier, expected: "each object once", received: describeValue(object) };
  report("selected_twice", pointer, facts);
}

/** A pattern that is empty is given: it is refused as a pattern. */
function isGiven(value: string | readonly string[] | null | undefined): boolean {
  return value !== undefined && value !== null && (typeof value === "string" || value.length > 0);
}

function checkUri(
  uri: string,
  index: number,
  type: "s3" | "azure",
  connection: KnownConnection | undefined,
  report: Report,
): void {
  const pointer = `/source/uris/${index}`;
  const parsed = parseObjectUri(uri);
  const bucket = connection && (type === "s3" ? connection.bucket : connection.container);
  if (parsed === undefined || (bucket === undefined && parsed.scheme !== type)) {
    const expected = type === "s3" ? "s3://<bucket>/<key>" : "azure://<container>/<name>";
    report("invalid_uri", pointer, { expected, received: describeValue(uri) });
    return;
  }
  const head = `${type}://${bucket}/`;
  if (bucket !== undefined && !uri.startsWith(head)) {
    const facts = { uri, bucket: head, expected: `${head}…`, received: describeValue(uri) };
    report("uri_of_another_bucket", pointer, facts);
  } else {
    checkWildcards("URI", uri, pointer, report);
    checkFolder("URI", uri, pointer, report);
    checkKey(parsed.key, uri, pointer, connection, report);
  }
}

function checkPattern(pattern: string, connection: KnownConnection | undefined, report: Report): void {
  const pointer = "/source/pattern";
  const refuse = (reason: string, expected: string, span?: Span): void =>
    report("invalid_pattern", pointer, { reason, expected, received: describeValue(pattern) }, span);
  if (pattern === "") {
    refuse("invalid pattern: expected a glob such as **.json, received an empty text", "a glob such as **.json");
    return;
  }
  if (!checkKeyText("pattern", pattern, pointer, report)) return;
  const prefix = connection?.prefix ?? "";
  try {
    if (prefix === "") parseGlob(pattern);
    else if (!compileGlob(pattern).meets(prefix)) reportOutside(pattern, prefix, pointer, report);
  } catch (error) {
    if (!(error instanceof GlobSyntaxError)) throw error;
    const { position } = error;
    refuse(error.message, "a glob of Java's path matcher", { start: position - 1, end: position });
  }
}

function checkKey(
  key: string,
  object: string,
  pointer: string,
  connection: KnownConnection | undefined,
  report: Report,
): void {
  const prefix = connection?.prefix ?? "";
  if (!key.startsWith(prefix)) reportOutside(object, prefix, pointer, report);
}

/** Keys that begin with `head` can be within the prefix of the connection when one of the two begins with the other. */
function checkHead(
  head: string,
  object: string,
  pointer: string,
  connection: KnownConnection | undefined,
  report: Report,
): void {
  const prefix = connection?.prefix ?? "";
  if (!head.startsWith(prefix) && !prefix.startsWith(head)) reportOutside(object, prefix, pointer, report);
}

function reportOutside(object: string, prefix: string, pointer: string, report: Report): void {
  const facts = { object, prefix, expected: `a key that begins with ${JSON.stringify(prefix)}` };
  report("outside_prefix", pointer, { ...facts, received: describeValue(object) });
}
