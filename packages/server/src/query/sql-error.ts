import type { SqlErrorResponse } from "@starfix/schema";
import { jsonResponse } from "../http/responses.ts";

export interface SqlErrorOptions {
  readonly errorCode?: "invalidInput" | "unsupported";
  /** Facts in addition to the message, as text: where in the statement, or which member of the body. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A statement that cannot run, in the envelope of Druid's error model. */
export class SqlError extends Error {
  readonly options: SqlErrorOptions;
  constructor(message: string, options: SqlErrorOptions = {}) {
    super(message);
    this.name = "SqlError";
    this.options = options;
  }
}

/** The answer for a statement that cannot run: always 400, which the official clients read. */
export function sqlErrorResponse({ message, options }: SqlError): Response {
  const { errorCode = "invalidInput", context = {} } = options;
  const body: SqlErrorResponse = {
    error: "druidException",
    errorCode,
    persona: "USER",
    category: errorCode === "unsupported" ? "UNSUPPORTED" : "INVALID_INPUT",
    errorMessage: message,
    context,
  };
  return jsonResponse(body, 400);
}
