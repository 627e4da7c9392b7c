import type { DiagnosticCode } from "../diagnostic.ts";
import type { NormalisedDocument } from "../normalise/normalised-document.ts";

/** A file to write, relative to the output folder. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What every target is told beside the document. */
export interface TargetContext {
  /** Identifier of each component schema, unique, and safe to declare in generated code. */
  readonly names: ReadonlyMap<string, string>;
  /** First line of each file. */
  readonly header: string;
  /** Where the JSON Schemas live: `$id` is this and the name of the component. Ends in a slash. */
  readonly schemaBase: string;
  /** Path parameters that the transport knows, so that no operation asks for them. */
  readonly transportParameters: readonly string[];
  /** Module specifier of the runtime base that generated builders import. */
  readonly builderModule: string;
  /** Reports what the target cannot express; nothing is written then. */
  report(code: DiagnosticCode, pointer: string, message: string): void;
}

/** One kind of output. */
export interface Target {
  readonly name: string;
  emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]>;
}
