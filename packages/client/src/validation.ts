import { type OperationValidators, type Validators, validatingTransport } from "@starfix/schema/operations";
import { validators } from "@starfix/schema/validators";
import type { Validation } from "./transport.ts";

export { ValidationError, type ValidationIssue } from "@starfix/schema/operations";

/** Options of `validation`. */
export interface ValidationOptions {
  /**
   * Whether requests are validated; invalid ones are not sent.
   * @default true
   */
  readonly requests?: boolean;
  /**
   * Whether responses are validated. A service newer than this package may return values unknown to it, and rejecting a
   * response does not undo the request.
   * @default true
   */
  readonly answers?: boolean;
}

/**
 * Validates requests and responses against the contract with zod. Bundles contain zod only if they import this module.
 * Uploads and responses that are returned unread, such as streamed rows, are not validated.
 *
 * @throws ValidationError from every call whose parameters, body or response are invalid by the contract.
 *
 * @example
 * const client = createClient({ url, projectId, apiKey, validation: validation({ answers: false }) });
 * await client.jobs.create({ body: JSON.parse(text) });
 * // => ValidationError: createJob: the request does not match the contract
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
