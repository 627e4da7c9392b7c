import { contractIssues, type SchemaIssue } from "@starfix/rules/contract";
import { type OperationId, operations, type Validator } from "@starfix/schema/operations";
import { validators } from "@starfix/schema/validators";
import { badRequest, type ErrorDetail, invalidRequest } from "./api-error.ts";
import { detailOf } from "./issue-detail.ts";

/** The greatest and the least integer of the format int64. */
const INT64 = { least: -(2n ** 63n), greatest: 2n ** 63n - 1n } as const;

/**
 * Reads the query parameters of an operation, each checked against its schema in the contract. Throws 400 with every issue,
 * parameters that the operation does not have included.
 */
export function readParameters<TParameters extends object>(operation: OperationId, sent: URLSearchParams): TParameters {
  const { path } = operations[operation];
  const declared = Object.entries(validators[operation].parameters ?? {}).filter(
    ([name]) => !path.includes(`{${name}}`),
  );
  const details: ErrorDetail[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, schema] of declared) {
    const texts = sent.getAll(name);
    if (texts.length === 0) continue;
    const read = readParameter(schema(), name, texts);
    if ("value" in read) values[name] = read.value;
    else details.push(...read.details);
  }
  const names = declared.map(([name]) => name);
  for (const name of new Set(sent.keys())) {
    if (names.includes(name)) continue;
    const expected = `expected one of ${names.join(", ")}`;
    details.push(invalidRequest(name, `unknown parameter: ${expected}, received ${JSON.stringify(name)}`));
  }
  if (details.length > 0) throw badRequest(details);
  // Each value fits the schema that the type is made of.
  return values as TParameters;
}

type ReadParameter = { readonly value: unknown } | { readonly details: readonly ErrorDetail[] };

function readParameter(schema: Validator, name: string, texts: readonly string[]): ReadParameter {
  const [text = "", ...more] = texts;
  const kind = kindOf(schema);
  if (kind === "array") return check(schema, name, texts);
  if (more.length > 0) {
    return { details: [invalidRequest(name, `invalid ${name}: expected one value, received ${texts.length}`)] };
  }
  switch (kind) {
    case "int":
    case "number":
      return check(schema, name, readNumber(text));
    case "boolean":
      return check(schema, name, text === "true" ? true : text === "false" ? false : text);
    default:
      return check(schema, name, text);
  }
}

/** What a schema takes instead of a text; undefined when it takes texts. */
function kindOf(schema: Validator): unknown {
  const result = schema.safeParse("");
  if (result.success) return undefined;
  const [issue] = result.error.issues as readonly SchemaIssue[]; // Made by zod, which has more than the validator tells.
  return issue?.code === "invalid_type" && issue.path.length === 0 ? issue.expected : undefined;
}

/** An integer that is too large for a double, and within int64, becomes the largest exact one: no count reaches either. */
function readNumber(text: string): unknown {
  if (!/^-?\d{1,19}$/.test(text)) return text;
  const number = BigInt(text);
  if (number < INT64.least || number > INT64.greatest) return text;
  const { MAX_SAFE_INTEGER, MIN_SAFE_INTEGER } = Number;
  return Math.min(Math.max(Number(number), MIN_SAFE_INTEGER), MAX_SAFE_INTEGER);
}

function check(schema: Validator, name: string, value: unknown): ReadParameter {
  const result = schema.safeParse(value);
  if (result.success) return { value };
  const zodIssues = result.error.issues as readonly SchemaIssue[]; // As above.
  // Each value of a repeated parameter is named by the parameter alone.
  const issues = zodIssues.flatMap((issue) => {
    const [index] = issue.path;
    const received: unknown = Array.isArray(value) && typeof index === "number" ? value[index] : value;
    return contractIssues([{ ...issue, path: [name] }], { [name]: received });
  });
  return { details: issues.map((issue) => ({ ...detailOf(issue), target: name })) };
}
