import type { RequestLine } from "./network-error.ts";

/** One issue of a request. */
export interface ErrorDetail {
  readonly code?: string;
  readonly message: string;
  /** JSON pointer into the request body, if there is one. */
  readonly target?: string;
}

/** The content of an error response, independent of its envelope. */
export interface ErrorFacts {
  readonly code?: string;
  readonly message: string;
  readonly target?: string;
  readonly details: readonly ErrorDetail[];
}

/** The parts of a {@link PolarisError}. */
export interface PolarisErrorProps extends ErrorFacts {
  readonly request: RequestLine;
  readonly status: number;
  readonly body: unknown;
  readonly requestId?: string;
}

/** Number of details in the message; `details` has all of them. */
const SHOWN_DETAILS = 10;

/**
 * The service responded with an error status.
 *
 * @example
 * try {
 *   await createJob(client, { body });
 * } catch (error) {
 *   if (error instanceof PolarisError) error.message;
 *   // => "POST /v1/projects/p/jobs answered 400 BadArgument: the job breaks a rule\n  /source/uris/0: expected …"
 * }
 */
export class PolarisError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** Stable code of the error, such as `BadArgument`; undefined if the response has none. */
  readonly code: string | undefined;
  /** The subject of the error; for a request body a JSON pointer into it. */
  readonly target: string | undefined;
  /** The issues of the request; empty if the response lists none. */
  readonly details: readonly ErrorDetail[];
  /** The body of the response: parsed JSON, or text. */
  readonly body: unknown;
  readonly method: string;
  readonly path: string;
  /** The service's id of the request, if the response has one. */
  readonly requestId: string | undefined;

  constructor(props: PolarisErrorProps) {
    super(formatMessage(props));
    this.name = "PolarisError";
    this.status = props.status;
    this.code = props.code;
    this.target = props.target;
    this.details = props.details;
    this.body = props.body;
    this.method = props.request.method;
    this.path = props.request.path;
    this.requestId = props.requestId;
  }
}

function formatMessage({ request, status, code, message, details }: PolarisErrorProps): string {
  const head = `${request.method} ${request.path} answered ${status}${code === undefined ? "" : ` ${code}`}: ${message}`;
  const lines = details
    .slice(0, SHOWN_DETAILS)
    .map(({ target, message }) => `${target ? `${target}: ` : ""}${message}`);
  if (details.length > SHOWN_DETAILS) lines.push(`and ${details.length - SHOWN_DETAILS} more`);
  return [head, ...lines].join("\n  ");
}
