import type { Position } from "../issue.ts";
import type { ChangeCode } from "./change-codes.ts";

/** What stops working for clients that were written for the old document: what they send, what they read, or nothing. */
export type Breaks = "request" | "response" | "both" | "none";

/** One thing that differs between two documents. */
export interface Change {
  readonly code: ChangeCode;
  readonly breaks: Breaks;
  /** JSON pointer into the new document, or into the old one where the new one has nothing there. */
  readonly pointer: string;
  /** Where it stood; absent for what was added. */
  readonly oldPosition?: Position;
  /** Where it stands; absent for what was removed. */
  readonly newPosition?: Position;
  /** The operations that it reaches, such as `GET /pets`; empty when none does. */
  readonly operations: readonly string[];
  /** What it was, what it is, and why that breaks. */
  readonly message: string;
}

/** All that differs between two documents. */
export interface DiffResult {
  /** What breaks comes first, then in the order of the pointers. */
  readonly changes: readonly Change[];
  /** Whether any change breaks requests or responses. */
  readonly breaking: boolean;
}

/**
 * What a difference does to the set of values that a schema takes. A narrower set breaks what is sent, a wider one
 * breaks what is read.
 */
export interface Effect {
  /** A value that was valid may be refused. */
  readonly narrows: boolean;
  /** A value that was refused may be valid. */
  readonly widens: boolean;
  /**
   * Only values with members that the sender's schema does not name are judged otherwise. No sender makes such values,
   * unless another schema for the same value names the member.
   */
  readonly shifts?: boolean;
}

export const NEUTRAL: Effect = { narrows: false, widens: false };
export const NARROWS: Effect = { narrows: true, widens: false };
export const WIDENS: Effect = { narrows: false, widens: true };
export const ALTERS: Effect = { narrows: true, widens: true };

/** One difference at one place, before it is known who is hurt. Pointers lead into the normalised documents. */
export interface Difference {
  readonly code: ChangeCode;
  readonly effect: Effect;
  /** What it was and what it is, as the start of a sentence. */
  readonly text: string;
  readonly oldPointer: string | undefined;
  readonly newPointer: string | undefined;
}
