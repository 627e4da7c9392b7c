import { CodegenError, createDiagnostic, DIAGNOSTICS, type Diagnostic, type Finding } from "../diagnostic.ts";
import type { LoadedDocument } from "../load/load-document.ts";

/** Collects what the stages find in one document, and looks up where all of it stands in one go at the end. */
export class DiagnosticLog {
  readonly #findings = new Map<string, Finding>();
  #hasErrors = false;

  /** Whether anything that was reported is an error. */
  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /** How much was found. */
  get size(): number {
    return this.#findings.size;
  }

  /** Takes a finding down; the same one a second time changes nothing. It is bound, so that it can be handed around. */
  readonly report = (code: Finding["code"], pointer: string, message: string): void => {
    const key = `${code} ${pointer} ${message}`;
    if (!this.#findings.has(key)) this.#findings.set(key, { code, pointer, message });
    this.#hasErrors ||= DIAGNOSTICS[code].severity === "error";
  };

  /** Everything that was found, with its place, in the order of the files. */
  settle(document: LoadedDocument): Diagnostic[] {
    const findings = [...this.#findings.values()];
    const positions = document.locateAll(findings.map(({ pointer }) => pointer));
    const root = { file: document.file, line: 1, column: 1 };
    const diagnostics = findings.map((finding, index) => {
      const position = positions[index] ?? root;
      return createDiagnostic(finding, position, document.sourceLine(position));
    });
    return diagnostics.sort(byPlace);
  }

  /** @throws {CodegenError} when an error was reported, with everything that was found. */
  throwIfErrors(document: LoadedDocument): void {
    if (this.#hasErrors) throw new CodegenError(this.settle(document));
  }
}

function byPlace(one: Diagnostic, other: Diagnostic): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
