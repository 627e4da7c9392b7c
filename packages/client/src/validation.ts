import { type OperationValidators, type Validators, validatingTransport } from "@starfix/schema/operations";
import { validators } from "@starfix/schema/validators";
import type { Validation } from "./transport.ts";

export { ValidationError, type ValidationIssue } from "@starfix/schema/operations";

/** Which way is checked. */
export interface ValidationOptions {
  /**
   * Whether parameters and bodies are checked; those that are wrong are not sent.
   * @default true
   */
  readonly requests?: boolean;
  /**
   * Whether answers are checked. A service that is newer than this package gives values that it does not know, and an
   * answer that is refused does not undo what was asked for.
   * @default true
   */
  readonly answers?: boolean;
}

/**
 * Checks what goes out and what comes in against the contract, with zod. A bundle that does not import this module has
 * nothing of it. Uploads, and answers that are handed over unread, such as rows that are streamed, are not checked.
 *
 * @throws ValidationError from every call whose parameters, body or answer break the contract.
 *
 * @example
 * const client = createClient({ url, projectId, apiKey, validation: validation({ answers: false }) });
 * await client.jobs.create({ body: JSON.parse(text) });
 * // => ValidationError: createJob: the request is not what the contract says
 * //      body.source: Invalid input: expected object, received undefined
 */
export function validation({ requests = true, answers = true }: ValidationOptions = {}): Validation {
  const wanted: Validators = Object.fromEntries(
    Object.entries(validators).map(([id, { answer, isEmpty = false, ...request }]): [string, OperationValidators] => [
      id,
      { ...(requests ? request : {}), ...(answers && answer !== undefined ? { answer, isEmpty } : {}) },
    ]),
  );
  return (transport) => validatingTransport(transport, wanted);
}
