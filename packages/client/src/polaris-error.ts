import type { RequestLine } from "./network-error.ts";

/** One single mistake of a request. */
export interface ErrorDetail {
  readonly code?: string;
  readonly message: string;
  /** JSON pointer into the request body, where there is one. */
  readonly target?: string;
}

/** What an error answer says, whichever of the service's envelopes it came in. */
export interface ErrorFacts {
  readonly code?: string;
  readonly message: string;
  readonly target?: string;
  readonly details: readonly ErrorDetail[];
}

/** What a {@link PolarisError} is made of. */
export interface PolarisErrorProps extends ErrorFacts {
  readonly request: RequestLine;
  readonly status: number;
  readonly body: unknown;
  readonly requestId?: string;
}

/** More details than these are left to `details`. */
const SHOWN_DETAILS = 10;

/**
 * The service answered, and not with success.
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
  /** Stable name of the kind of error, such as `BadArgument`; undefined when the answer has none. */
  readonly code: string | undefined;
  /** What the error is about; for a request body a JSON pointer into it. */
  readonly target: string | undefined;
  /** One entry for each single mistake; empty when the answer lists none. */
  readonly details: readonly ErrorDetail[];
  /** The body as it came: the parsed JSON, or the text of anything else. */
  readonly body: unknown;
  readonly method: string;
  readonly path: string;
  /** Id under which the service knows the request, when it told one. */
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
