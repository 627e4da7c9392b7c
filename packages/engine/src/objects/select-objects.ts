import { compileGlob, GlobSyntaxError, literalHead, type ObjectSelection, parseObjectUri } from "@starfix/rules";
import type { Bucket } from "../bucket.ts";
import type { SourceObject } from "../engine.ts";

/** Why a selection does not name what is to be read. */
export interface SelectionIssue {
  readonly code: "missing_object" | "no_match" | "outside_prefix" | "invalid_selection";
  /** The URI, key, prefix or pattern, as written. */
  readonly name: string;
  readonly message: string;
}

export interface SelectionOptions {
  /** Prefix of the connection: keys outside of it are out of reach. Default: the whole bucket. */
  readonly prefix?: string | undefined;
}

/**
 * Finds the objects that a job names. `uris` and `objects` come in the order given, `prefixes` and `pattern` in the
 * order of their keys by prefix; each object comes once. Empty objects are left out where they are found by listing.
 * Everything that is not there is reported, not only the first.
 *
 * @example
 * await selectObjects(zoo, { kind: "pattern", pattern: "**.json" }, {}, signal);
 * // => { objects: [{ key: "penguins/adelaide.json", … }, …] }
 *
 * @throws BucketError when the bucket can't be reached.
 */
export async function selectObjects(
  bucket: Bucket,
  selection: ObjectSelection,
  options: SelectionOptions,
  signal: AbortSignal,
): Promise<{ readonly objects: readonly SourceObject[] } | { readonly issues: readonly SelectionIssue[] }> {
  const found = new Map<string, SourceObject>();
  const issues: SelectionIssue[] = [];
  for await (const item of search(bucket, selection, options.prefix ?? "", signal)) {
    if ("code" in item) issues.push(item);
    else if (!found.has(item.key)) found.set(item.key, item);
  }
  return issues.length > 0 ? { issues } : { objects: [...found.values()] };
}

function search(
  bucket: Bucket,
  selection: ObjectSelection,
  prefix: string,
  signal: AbortSignal,
): AsyncIterable<SourceObject | SelectionIssue> {
  switch (selection.kind) {
    case "uris":
      return byUri(bucket, selection.uris, prefix, signal);
    case "objects":
      return byKey(bucket, selection.objects, prefix, signal);
    case "prefixes":
      return byPrefix(bucket, selection.prefixes, prefix, signal);
    case "pattern":
      return byPattern(bucket, selection.pattern, prefix, signal);
    default:
      throw new Error(`unexpected selection: ${JSON.stringify(selection satisfies never)}`);
  }
}

async function* byUri(bucket: Bucket, uris: readonly string[], prefix: string, signal: AbortSignal) {
  for (const uri of uris) {
    const parsed = parseObjectUri(uri);
    if (parsed === undefined || `${parsed.scheme}://${parsed.bucket}` !== bucket.name) {
      const expected = `expected ${bucket.name}/<key>, received ${JSON.stringify(uri)}`;
      yield issue("invalid_selection", uri, `invalid object URI: ${expected}`);
    } else {
      yield await findObject(bucket, uri, parsed.key, prefix, signal);
    }
  }
}

async function* byKey(bucket: Bucket, keys: readonly string[], prefix: string, signal: AbortSignal) {
  for (const key of keys) yield await findObject(bucket, key, key, prefix, signal);
}

async function findObject(bucket: Bucket, name: string, key: string, prefix: string, signal: AbortSignal) {
  if (!key.startsWith(prefix)) return outside(name, prefix);
  const object = await bucket.find(key, signal);
  return object ?? issue("missing_object", name, `no object ${JSON.stringify(key)} in bucket ${bucket.name}`);
}

async function* byPrefix(bucket: Bucket, prefixes: readonly string[], limit: string, signal: AbortSignal) {
  for (const prefix of prefixes) {
    const narrowed = narrow(prefix, limit);
    if (narrowed === undefined) {
      yield outside(prefix, limit);
      continue;
    }
    let any = false;
    for await (const object of bucket.list(narrowed, signal)) {
      if (object.size === 0) continue;
      any = true;
      yield object;
    }
    if (!any) {
      yield issue(
        "no_match",
        prefix,
        `no object with data under prefix ${JSON.stringify(prefix)} in bucket ${bucket.name}`,
      );
    }
  }
}

async function* byPattern(bucket: Bucket, pattern: string, limit: string, signal: AbortSignal) {
  const test = compile(pattern);
  if (test instanceof GlobSyntaxError) {
    yield issue("invalid_selection", pattern, test.message);
    return;
  }
  const head = narrow(literalHead(pattern), limit);
  if (head === undefined) {
    yield outside(pattern, limit);
    return;
  }
  let any = false;
  for await (const object of bucket.list(head, signal)) {
    if (object.size === 0 || !test(object.key)) continue;
    any = true;
    yield object;
  }
  if (!any) {
    const within = limit === "" ? "" : ` under the prefix ${JSON.stringify(limit)} of the connection`;
    const hint = pattern.includes("**") ? "" : "; * stays within one level, ** crosses levels";
    yield issue(
      "no_match",
      pattern,
      `no object with data matches pattern ${JSON.stringify(pattern)} in bucket ${bucket.name}${within}${hint}`,
    );
  }
}

function compile(pattern: string): ((key: string) => boolean) | GlobSyntaxError {
  try {
    return compileGlob(pattern).matches;
  } catch (error) {
    if (error instanceof GlobSyntaxError) return error;
    throw error;
  }
}

/** The keys under both prefixes, as one prefix; undefined when they exclude each other. */
function narrow(prefix: string, limit: string): string | undefined {
  if (prefix.startsWith(limit)) return prefix;
  return limit.startsWith(prefix) ? limit : undefined;
}

function outside(name: string, prefix: string): SelectionIssue {
  return issue(
    "outside_prefix",
    name,
    `${JSON.stringify(name)} is out of reach: the connection is limited to keys that begin with ${JSON.stringify(prefix)}`,
  );
}

function issue(code: SelectionIssue["code"], name: string, message: string): SelectionIssue {
  return { code, name, message };
}
