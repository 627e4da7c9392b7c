import type { DefinitionPart } from "../locate/definition-part.ts";
import type { Position } from "../project/position.ts";

/** Whether nothing is written because of it (`error`), or it is worth a look (`warning`). */
export type IssueSeverity = "error" | "warning";

/** What makes an issue, and what mends it: each is what a definition file holds below its imports. */
export interface IssueExample {
  readonly wrong: string;
  readonly right: string;
}

/** All there is to say about one code. Messages, `starfix explain` and the pages of `docs/issues` come from it. */
export interface IssueKind<TFacts> {
  readonly severity: IssueSeverity;
  /** A few words, for a heading. */
  readonly title: string;
  /** What is wrong and why it is refused, for somebody who meets it for the first time. */
  readonly meaning: string;
  /** What to do about it: one sentence in the imperative. */
  readonly fix: string;
  readonly example: IssueExample;
  /** One sentence about this case. Other places are named relative to `cwd`. */
  readonly message: (facts: TFacts, cwd: string) => string;
  /** Lines that show the place when the source cannot: built SQL with a caret. */
  readonly detail?: (facts: TFacts) => string | undefined;
}

/** A kind for each code; a code that is added to the facts and not here does not compile. */
export type IssueTable<TFacts> = { readonly [TCode in keyof TFacts]: IssueKind<TFacts[TCode]> };

/** Where an issue stands. */
export interface IssuePlace {
  /** Where the definition begins; after locating, where the part that is meant stands. Absent when no source can be named. */
  readonly position?: Position;
  /** Where the part ends, just behind its last character. Absent when only its start is known. */
  readonly endPosition?: Position;
  /** The part of the definition that is meant, such as one mapping; it is looked up in the source. */
  readonly part?: DefinitionPart;
  /** The line of the source at the position. */
  readonly sourceLine?: string;
  /** The position is the very place, so that nothing else has to show it. */
  readonly inSource?: true;
}

export type DefinitionKind = "connection" | "table" | "job";

/** Facts of an issue about one definition that has a name. */
export interface NamedFacts {
  readonly kind: DefinitionKind;
  readonly name: string;
}

/** Facts of an issue that is told by its place alone. */
export type NoFacts = Readonly<Record<never, never>>;

/** A name as messages show it. */
export function quoted(name: string): string {
  return JSON.stringify(name);
}
