/** What is known of a definition beside its request: whose it is, and who may use it. Absent members are not given. */
export interface AboutNode {
  /** Who answers for the definition; without one its package does. */
  readonly owner?: string;
  /** Where the owner is reached. */
  readonly contact?: string;
  readonly tags?: readonly string[];
  /** No other package may use it. */
  readonly internal?: true;
  /** Of a table: the owners whose jobs may write it beside each other. */
  readonly writers?: readonly string[];
}

/** What was known, and what is said now; what is said again is replaced. */
export function withAbout(known: AboutNode | undefined, said: AboutNode): AboutNode {
  return Object.freeze({ ...known, ...said });
}
