import type { DefinitionPart } from "../locate/definition-part.ts";
import type { Position } from "../project/position.ts";

/** With an `error` nothing is written; a `warning` is worth a look. */
export type IssueSeverity = "error" | "warning";

/** The severity and the sentence of one code of the compiler's own. Its explanation is the page `docs/issues/<code>.md`. */
export interface IssueKind<TFacts> {
  readonly severity: IssueSeverity;
  /** One sentence about this case. Other places are named relative to `cwd`. */
  readonly message: (facts: TFacts, cwd: string) => string;
}

/** A kind for each code; a code that is added to the facts and not here does not compile. */
export type IssueTable<TFacts> = { readonly [TCode in keyof TFacts]: IssueKind<TFacts[TCode]> };

/** The kind of an issue that is an error. */
export function error<TFacts>(message: (facts: TFacts, cwd: string) => string): IssueKind<TFacts> {
  return { severity: "error", message };
}

/** An export of a definition file. */
export interface ExportPlace {
  readonly file: string;
  readonly name: string;
}

/** Where an issue is. */
export interface IssuePlace {
  /** Start of the definition; after locating, start of the part that is meant. Absent when no source can be named. */
  readonly position?: Position;
  /** End of the part, just behind its last character. Absent when only its start is known. */
  readonly endPosition?: Position;
  /** The part of the definition that is meant, such as one mapping; it is looked up in the source. */
  readonly part?: DefinitionPart;
  /** The export of a definition that a helper in another file begins. Locating moves the issue there. */
  readonly exported?: ExportPlace;
  /** The place in the helper, of an issue that is shown at the export. */
  readonly helper?: Position;
  /** The line of the source at the position. */
  readonly sourceLine?: string;
  /** The position is exactly the place that is meant, so no excerpt has to show it. */
  readonly inSource?: true;
}

export type DefinitionKind = "connection" | "table" | "job";

/** Facts of an issue about one definition that has a name. */
export interface NamedFacts {
  readonly kind: DefinitionKind;
  readonly name: string;
}

/** Facts of an issue whose place says everything. */
export type NoFacts = Readonly<Record<never, never>>;

/** A name as messages show it. */
export function quoted(name: string): string {
  return JSON.stringify(name);
}
