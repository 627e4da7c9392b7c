import type { IssueCode } from "../issue.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";

/** A file to write, relative to the output folder. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Replaces the output for a component; an absent part is generated as usual. */
export interface Override {
  /** A TypeScript type, such as `Decimal` or `string & { readonly $brand: "AccountId" }`. */
  readonly type?: string;
  /** A zod expression in JavaScript, such as `z.instanceof(Decimal)`. */
  readonly zod?: string;
  /** Import lines for the replacements, such as `import type { Decimal } from "decimal.js";`. */
  readonly imports?: { readonly types?: readonly string[]; readonly zod?: readonly string[] };
}

/** A class of yours that generated builders extend. */
export interface BuilderBase {
  /** Module of the class; it exports the types `Build`, `BuilderType` and `Alone` too. */
  readonly module: string;
  /** Name of the class. Its type parameters are what a builder makes, and the request. */
  readonly name: string;
  /** Module of the generated types. */
  readonly types: string;
}

/** Whether a format is checked (`assert`) or ignored (`annotate`). */
export type FormatMode = "assert" | "annotate";

/** The options of a run, for targets. */
export interface TargetContext {
  /** The identifier of each component schema: unique, and not reserved. */
  readonly names: ReadonlyMap<string, string>;
  /** First line of each file. */
  readonly header: string;
  /** Base URL of JSON Schemas: `$id` is this and the name of the component. Ends in a slash. */
  readonly schemaBase: string;
  /** The draft of generated JSON Schemas. */
  readonly jsonSchemaDraft: "2020-12" | "draft-07";
  /** The configured mode of formats; `assert` for known formats that are not listed. */
  readonly formats: Readonly<Record<string, FormatMode>>;
  /** Path parameters that the transport fills in, so that operations do not take them. */
  readonly transportParameters: readonly string[];
  /** Whether only abstract base classes of builders are generated. */
  readonly builderBases: boolean;
  /** The class that builders extend in place of the generated one; bases only. */
  readonly builderBase?: BuilderBase | undefined;
  /** Names of all targets of the run. */
  readonly targets: ReadonlySet<string>;
  /** The configured replacement of a component. */
  override(component: string, schema: NormalisedSchema): Override | undefined;
  /** Reports an issue. Nothing is written if its code has the severity `error`. */
  report(code: IssueCode, pointer: string, message: string): void;
}

/** One kind of output. */
export interface Target {
  readonly name: string;
  emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]>;
  /** Releases resources of the target, after it has emitted or if it is not used. */
  close?(): Promise<void>;
}
