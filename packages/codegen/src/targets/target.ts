import type { IssueCode } from "../issue.ts";
import type { NormalisedDocument, NormalisedSchema } from "../normalise/normalised-document.ts";

/** A file to write, relative to the output folder. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What stands in place of what a component would become. Each part that is absent is generated as ever. */
export interface Override {
  /** A TypeScript type, such as `Decimal` or `string & { readonly $brand: "AccountId" }`. */
  readonly type?: string;
  /** A zod expression in JavaScript, such as `z.instanceof(Decimal)`. */
  readonly zod?: string;
  /** Lines that the two need at the top of their files, such as `import type { Decimal } from "decimal.js";`. */
  readonly imports?: { readonly types?: readonly string[]; readonly zod?: readonly string[] };
}

/** Which strings a format is held to: `assert` checks the value, `annotate` only describes it. */
export type FormatMode = "assert" | "annotate";

/** What every target is told beside the document. */
export interface TargetContext {
  /** Identifier of each component schema, unique, and safe to declare in generated code. */
  readonly names: ReadonlyMap<string, string>;
  /** First line of each file. */
  readonly header: string;
  /** Where the JSON Schemas live: `$id` is this and the name of the component. Ends in a slash. */
  readonly schemaBase: string;
  /** The dialect of the JSON Schemas. */
  readonly jsonSchemaDraft: "2020-12" | "draft-07";
  /** What holds for each format that is known; `assert` where none is named. */
  readonly formats: Readonly<Record<string, FormatMode>>;
  /** Path parameters that the transport knows, so that no operation asks for them. */
  readonly transportParameters: readonly string[];
  /** Whether builders are abstract bases only, to be finished by hand. */
  readonly builderBases: boolean;
  /** Names of all targets that run. */
  readonly targets: ReadonlySet<string>;
  /** What the user wants in place of a component. */
  override(component: string, schema: NormalisedSchema): Override | undefined;
  /** Reports what the target cannot express. Nothing is written when the code is an error. */
  report(code: IssueCode, pointer: string, message: string): void;
}

/** One kind of output. */
export interface Target {
  readonly name: string;
  emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]>;
  /** Gives back what the target holds, once it has emitted or is not needed after all. */
  close?(): Promise<void>;
}
