import type { Position } from "../issue.ts";
import type { ChangeCode } from "./change-codes.ts";

/** What breaks for clients of the old document: the requests they send, the responses they read, or nothing. */
export type Breaks = "request" | "response" | "both" | "none";

/** One difference between two documents. */
export interface Change {
  readonly code: ChangeCode;
  readonly breaks: Breaks;
  /** JSON pointer into the new document, or into the old one for something that was removed. */
  readonly pointer: string;
  /** Position in the old document; absent for an addition. */
  readonly oldPosition?: Position;
  /** Position in the new document; absent for a removal. */
  readonly newPosition?: Position;
  /** The affected operations, such as `GET /pets`. */
  readonly operations: readonly string[];
  /** The old state, the new state, and why the change breaks clients. */
  readonly message: string;
}

/** All differences between two documents. */
export interface DiffResult {
  /** Breaking changes first, then sorted by pointer. */
  readonly changes: readonly Change[];
  /** Whether any change breaks requests or responses. */
  readonly breaking: boolean;
}

/**
 * The effect of a difference on the set of valid values. A narrower set breaks senders, a wider one
 * breaks readers.
 */
export interface Effect {
  /** A valid value may have become invalid. */
  readonly narrows: boolean;
  /** An invalid value may have become valid. */
  readonly widens: boolean;
  /**
   * Only the validity of values with members that the sender's schema does not list changes. No sender creates them,
   * unless another schema for the same value lists the member.
   */
  readonly shifts?: boolean;
}

export const NEUTRAL: Effect = { narrows: false, widens: false };
export const NARROWS: Effect = { narrows: true, widens: false };
export const WIDENS: Effect = { narrows: false, widens: true };
export const ALTERS: Effect = { narrows: true, widens: true };

/** One difference at one place, before it is known whom it breaks. Pointers are into the normalised documents. */
export interface Difference {
  readonly code: ChangeCode;
  readonly effect: Effect;
  /** The old and the new state, as the start of a sentence. */
  readonly text: string;
  readonly oldPointer: string | undefined;
  readonly newPointer: string | undefined;
}
