import { describeKind, describeValue } from "../issues/describe-value.ts";
import { jsonPointer } from "../issues/json-pointer.ts";
import { createIssue, type RuleIssue } from "../issues/rule-issue.ts";

/** An issue of zod, as far as it is read. */
export interface SchemaIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly keys?: readonly string[];
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly divisor?: unknown;
  readonly format?: unknown;
  readonly pattern?: unknown;
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

export type ContractIssue = RuleIssue<"invalid_request">;

/**
 * The issues of a schema in the shape of those of the rules, one for each wrong place of `value`. What may be a secret is not
 * repeated.
 *
 * @example
 * const { error } = zCreateConnectionRequest.safeParse({ ...lake, bucket: 7 });
 * contractIssues(error?.issues ?? [], { ...lake, bucket: 7 }).map(formatRuleIssue);
 * // => ["invalid bucket: expected a string, received 7"]
 */
export function contractIssues(issues: readonly SchemaIssue[], value: unknown): readonly ContractIssue[] {
  return issues.flatMap((issue) => {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") {
      return (issue.keys ?? []).map((key) => {
        const facts = { member: memberOf(path), of: "name", expected: "only the keys of the contract" } as const;
        return createIssue("invalid_request", jsonPointer([...path, key]), { ...facts, received: describeValue(key) });
      });
    }
    const nested = nearestBranch(issue);
    if (nested !== undefined) {
      const inner = nested.map((each) => ({ ...each, path: [...path, ...each.path] }));
      return contractIssues(inner, value);
    }
    const found = valueAt(value, path);
    const received = isSecret(path) ? describeKind(found) : describeValue(found);
    const facts = { member: memberOf(path), expected: expectedOf(issue), received };
    return [createIssue("invalid_request", jsonPointer(path), facts)];
  });
}

/** The issues of the branch of a union that came closest: one that took the value itself, and has the fewest. */
function nearestBranch({ errors = [] }: SchemaIssue): readonly SchemaIssue[] | undefined {
  let nearest: readonly SchemaIssue[] | undefined;
  for (const branch of errors) {
    if (!branch.some(({ path }) => path.length > 0)) continue;
    if (nearest === undefined || branch.length < nearest.length) nearest = branch;
  }
  return nearest;
}

function expectedOf(issue: SchemaIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return kindOf(issue.expected);
    case "invalid_value":
      return oneOf(issue.values ?? []);
    case "invalid_union":
      return issue.options === undefined
        ? (issue.errors ?? []).flatMap((branch) => branch.slice(0, 1).map(expectedOf)).join(" or ")
        : oneOf(issue.options);
    case "too_small":
      return `at least ${bound(issue.origin, issue.minimum)}`;
    case "too_big":
      return `at most ${bound(issue.origin, issue.maximum)}`;
    case "not_multiple_of":
      return `a multiple of ${String(issue.divisor)}`;
    case "invalid_format":
      return issue.format === "regex"
        ? `a text that matches ${String(issue.pattern)}`
        : `a text of the format ${issue.format}`;
    default:
      return issue.message;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  int: "a whole number",
  array: "an array",
  object: "an object",
  record: "an object",
  null: "null",
};

function kindOf(expected: unknown): string {
  const name = String(expected);
  return KINDS[name] ?? `a ${name}`;
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => JSON.stringify(value));
  return words.length === 1 ? String(words[0]) : `one of ${words.join(", ")}`;
}

function bound(origin: unknown, limit: unknown): string {
  if (origin !== "string" && origin !== "array") return String(limit);
  const [one, many] = origin === "string" ? ["character", "characters"] : ["entry", "entries"];
  return `${String(limit)} ${Number(limit) === 1 ? one : many}`;
}

function memberOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "body" : path.map(String).join(".");
}

function isSecret(path: readonly PropertyKey[]): boolean {
  return path.some((key) => /secret|password|token|keystore/i.test(String(key)));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  );
}
