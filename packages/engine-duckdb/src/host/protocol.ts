import type { QueryRefusedError, RunOutcome, SourceObject } from "@starfix/engine";
import type { TranslatedJob } from "../prepare/translated-job.ts";
import { DataFolderError } from "../store/open-error.ts";
import type { Host } from "./host.ts";

/** What a child process is started with, by an environment variable of its own. */
export interface ChildSettings {
  readonly folder: string;
}

export const SETTINGS_VARIABLE = "STARFIX_ENGINE_CHILD";

/** An object as plain data: the child opens it by its location. */
export type SentObject = Pick<SourceObject, "key" | "size" | "location">;

/** Methods with one answer. */
export interface ChildCalls {
  readonly start: (runId: string, job: TranslatedJob, objects: readonly SentObject[]) => Promise<void>;
  /** Settles when the run has ended. */
  readonly cancel: (runId: string) => Promise<void>;
  readonly tables: Host["tables"];
  readonly table: Host["table"];
  readonly storedTable: Host["storedTable"];
  readonly settle: (runId: string, outcome: RunOutcome) => Promise<RunOutcome>;
  readonly close: () => Promise<void>;
}

/** Methods with a stream of answers, each asked for by a `next`. */
export interface ChildStreams {
  readonly observe: Host["observe"];
  readonly select: Host["select"];
}

/** From the parent. A stream is told to `stop` when its reader leaves early. */
export type ChildRequest =
  | { readonly kind: "call"; readonly id: number; readonly method: keyof ChildCalls; readonly args: readonly unknown[] }
  | { readonly kind: "open"; readonly id: number; readonly method: keyof ChildStreams; readonly arg: unknown }
  | { readonly kind: "next" | "stop"; readonly id: number };

/** From the child. */
export type ChildReply =
  | { readonly kind: "ready" }
  | { readonly kind: "refused"; readonly error: SentError }
  | { readonly kind: "value"; readonly id: number; readonly value: unknown }
  | { readonly kind: "end"; readonly id: number }
  | { readonly kind: "error"; readonly id: number; readonly error: SentError }
  | { readonly kind: "unwritten"; readonly runId: string; readonly outcome: RunOutcome }
  | { readonly kind: "run_error"; readonly runId: string; readonly error: SentError };

/** An error as plain data: copies of errors lose their class. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: unknown;
}

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: undefined, code: undefined };
  const { name, message, stack } = error;
  return { name, message, stack, code: "code" in error ? error.code : undefined };
}

/** The error that was sent, of its own class where callers go by that. */
export async function receivedError({ name, message, stack, code }: SentError): Promise<Error> {
  if (name === "QueryRefusedError") {
    const engine = await import("@starfix/engine");
    return new engine.QueryRefusedError(code as QueryRefusedError["code"], message);
  }
  // The constructor composes the message, which is complete already.
  const error =
    name === "DataFolderError" ? Object.assign(new DataFolderError("", ""), { message }) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
