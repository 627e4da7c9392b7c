import type { OperationRequest, Transport } from "./operation-request.ts";

/** One issue of a value. */
export interface ValidationIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A schema, such as one of zod. */
export interface Validator {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true }
    | { readonly success: false; readonly error: { readonly issues: readonly ValidationIssue[] } };
}

/** The checks of one operation. Each schema is created on first use. */
export interface OperationValidators {
  /** Names of the required members of the input. */
  readonly required?: readonly string[];
  /** The parameters, by their names in the input. */
  readonly parameters?: Readonly<Record<string, () => Validator>>;
  /** The body, by its media type. */
  readonly body?: Readonly<Record<string, () => Validator>>;
  /** The schemas of success responses, of which one must match. Absent if a success response is not described. */
  readonly answer?: readonly (() => Validator)[];
  /** Whether a success response has no body. */
  readonly isEmpty?: boolean;
}

/** The checks, by the id of the operation. */
export type Validators = Readonly<Record<string, OperationValidators>>;

/** A request or a response that is invalid by the contract. */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  /** The id of the operation. */
  readonly operation: string;
  /** `request`: it was not sent; `answer`: the response was invalid. */
  readonly direction: "request" | "answer";
  /** The issues; a path starts with `body`, `answer` or the name of a parameter. */
  readonly issues: readonly ValidationIssue[];

  constructor(operation: string, direction: "request" | "answer", issues: readonly ValidationIssue[]) {
    const lines = issues.map(({ path, message }) => `  ${path.map(String).join(".")}: ${message}`);
    super(`${operation}: the ${direction} does not match the contract\n${lines.join("\n")}`);
    this.operation = operation;
    this.direction = direction;
    this.issues = issues;
  }
}

/**
 * Validates requests and responses, and passes both on unchanged. An invalid request is not sent.
 *
 * @throws ValidationError from every call whose parameters, body or response are invalid by the contract.
 *
 * @example
 * const transport = validatingTransport(fetchTransport({ baseUrl }), validators);
 * await createPet(transport, { body: JSON.parse(text) });
 * // => ValidationError: createPet: the request does not match the contract
 * //      body.name: Invalid input: expected string, received undefined
 */
export function validatingTransport<TTransport extends Transport>(
  transport: TTransport,
  validators: Validators,
): TTransport {
  const send = async <TAnswer>(request: OperationRequest): Promise<TAnswer> => {
    const rules = Object.hasOwn(validators, request.operation) ? validators[request.operation] : undefined;
    const issues = rules === undefined ? [] : requestIssues(request, rules);
    if (issues.length > 0) throw new ValidationError(request.operation, "request", issues);
    const answer = await transport.send<TAnswer>(request);
    const wrong = rules === undefined ? [] : answerIssues(answer, rules);
    if (wrong.length > 0) throw new ValidationError(request.operation, "answer", wrong);
    return answer;
  };
  return Object.create(transport, { send: { value: send, enumerable: true } });
}

function requestIssues(request: OperationRequest, rules: OperationValidators): ValidationIssue[] {
  const given = new Map(Object.entries(request.input ?? {}));
  const absent = (rules.required ?? []).filter(
    (name) => (name === "body" ? request.body : given.get(name)) === undefined,
  );
  const issues = absent.map(
    (name): ValidationIssue => ({ path: [name], message: "expected a value, received undefined" }),
  );
  const parameters = Object.entries(rules.parameters ?? {}).flatMap(([name, validator]) => {
    const value = given.get(name);
    return value === undefined ? [] : issuesOf([name], value, validator);
  });
  issues.push(...parameters);
  const { contentType = "application/json", body } = request;
  const validator = Object.hasOwn(rules.body ?? {}, contentType) ? rules.body?.[contentType] : undefined;
  if (body !== undefined && validator !== undefined) issues.push(...issuesOf(["body"], body, validator));
  return issues;
}

function answerIssues(answer: unknown, { answer: choices, isEmpty = false }: OperationValidators): ValidationIssue[] {
  if (choices === undefined || (answer === undefined && isEmpty)) return [];
  let first: ValidationIssue[] = [];
  for (const validator of choices) {
    const issues = issuesOf(["answer"], answer, validator);
    if (issues.length === 0) return [];
    if (first.length === 0) first = issues;
  }
  return first;
}

function issuesOf(at: readonly string[], value: unknown, validator: () => Validator): ValidationIssue[] {
  const result = validator().safeParse(value);
  return result.success ? [] : result.error.issues.map(({ path, message }) => ({ path: [...at, ...path], message }));
}
