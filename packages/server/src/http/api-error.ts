import { ERROR_CODE, type ErrorCode } from "./error-code.ts";

/** One issue of a request; `target` is a JSON pointer into the body, or the name of a parameter. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target: string;
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 500;

export interface ApiErrorOptions {
  readonly target?: string;
  readonly details?: readonly ErrorDetail[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is an error. Its thrower decides status, code and message; nothing else is sent. */
export class ApiError extends Error {
  readonly status: ErrorStatus;
  readonly code: ErrorCode;
  readonly options: ApiErrorOptions;

  constructor(status: ErrorStatus, code: ErrorCode, message: string, options: ApiErrorOptions = {}) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.options = options;
  }
}

/** An issue that the contract has no rule for: a body that is no JSON, a parameter that is unknown. */
export function invalidRequest(target: string, message: string): ErrorDetail {
  return { code: "invalid_request", message, target };
}

/** 400 with every issue of the request; the message is that of the only one, or counts them. */
export function badRequest(details: readonly ErrorDetail[]): ApiError {
  const [first] = details;
  const message =
    details.length === 1 && first !== undefined
      ? first.message
      : `invalid request: ${details.length} issues, listed in details`;
  return new ApiError(400, ERROR_CODE.badArgument, message, { details });
}

/** 404 for a resource, by its kind and name. */
export function notFound(kind: string, name: string): ApiError {
  return new ApiError(
    404,
    ERROR_CODE.objectNotFound,
    `unknown ${kind}: expected one of this project, received ${JSON.stringify(name)}`,
  );
}
