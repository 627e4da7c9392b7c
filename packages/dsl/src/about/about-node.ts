import { parseAllowed } from "./parse-about.ts";

/** A warning that a definition silences, and why it may. */
export interface AllowedWarning {
  /** Code of the warning: `reads_its_target`. */
  readonly code: string;
  readonly reason: string;
}

/** What is known of a definition next to its request: whose it is, and who may use it. Absent members are not given. */
export interface AboutNode {
  /** Who answers for the definition; without one its package does. */
  readonly owner?: string;
  /** Where the owner is reached. */
  readonly contact?: string;
  readonly tags?: readonly string[];
  /** No other package may use it. */
  readonly internal?: true;
  /** Of a table: the owners whose jobs may write it. */
  readonly writers?: readonly string[];
  /** The warnings that are silenced, each code once. */
  readonly allowed?: readonly AllowedWarning[];
}

/** What was known, and what is said now; what is said again is replaced. */
export function withAbout(known: AboutNode | undefined, said: AboutNode): AboutNode {
  return Object.freeze({ ...known, ...said });
}

/** What was known, and one more warning to silence. The reason of a code that is silenced again is replaced. */
export function withAllowed(known: AboutNode | undefined, code: string, reason: string): AboutNode {
  const one = parseAllowed(code, reason);
  const others = (known?.allowed ?? []).filter((earlier) => earlier.code !== one.code);
  return withAbout(known, { allowed: Object.freeze([...others, one]) });
}
