import { type ErrorDetail, mistake } from "./api-error.ts";
import { describeKind, describeValue } from "./describe-value.ts";
import { jsonPointer } from "./json-pointer.ts";

/** What this server reads of an issue of zod. */
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
  readonly format?: unknown;
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

/** A generated zod schema, as far as the server uses it. */
export interface Schema<TValue> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: TValue }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } };
}

/** Turns the issues of a schema into mistakes, one for each wrong place of `value`. */
export function schemaMistakes(issues: readonly SchemaIssue[], value: unknown): readonly ErrorDetail[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return (issue.keys ?? []).map((key) =>
        mistake(
          jsonPointer([...issue.path, key]),
          `invalid ${placeOf(issue.path)}: expected only the keys of the contract, received ${describeValue(key)}`,
        ),
      );
    }
    const nested = nearestBranch(issue);
    if (nested !== undefined) {
      return schemaMistakes(
        nested.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
        value,
      );
    }
    const received = valueAt(value, issue.path);
    const words = isSecret(issue.path) ? describeKind(received) : describeValue(received);
    const expected = expectedOf(issue);
    const text = `invalid ${placeOf(issue.path)}: expected ${expected}, received ${words}`;
    return [mistake(jsonPointer(issue.path), text)];
  });
}

/** Of a union of a kind and null, the mistakes of the kind that came closest; undefined for other issues. */
function nearestBranch(issue: SchemaIssue): readonly SchemaIssue[] | undefined {
  return issue.errors?.find((branch) => branch.some((inner) => inner.path.length > 0));
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
    case "invalid_format":
      return `a text of the format ${String(issue.format)}`;
    default:
      return issue.message;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  int: "a whole number",
  array: "an array",
  object: "an object",
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
  const unit = origin === "string" ? " characters" : origin === "array" ? " entries" : "";
  return `${String(limit)}${unit}`;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "body" : path.map(String).join(".");
}

function isSecret(path: readonly PropertyKey[]): boolean {
  return path.some((key) => /secret|password|token/i.test(String(key)));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, key) ? Reflect.get(inner, key) : undefined,
    value,
  );
}
