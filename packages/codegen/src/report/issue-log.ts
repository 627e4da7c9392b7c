import { CodegenError, createIssue, ISSUE_KINDS, type Issue, type UnlocatedIssue } from "../issue.ts";
import type { LoadedDocument } from "../load/load-document.ts";

/** Collects the issues of one document; their positions are looked up together at the end. */
export class IssueLog {
  readonly #issues = new Map<string, UnlocatedIssue>();
  #hasErrors = false;

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  get size(): number {
    return this.#issues.size;
  }

  /** Adds an issue unless the same one was reported before. A bound function, so that it can be passed on. */
  readonly report = (code: UnlocatedIssue["code"], pointer: string, message: string): void => {
    const key = `${code} ${pointer} ${message}`;
    if (!this.#issues.has(key)) this.#issues.set(key, { code, pointer, message });
    this.#hasErrors ||= ISSUE_KINDS[code].severity === "error";
  };

  /** All issues with their positions, sorted by file and line. */
  located(document: LoadedDocument): Issue[] {
    const unlocated = [...this.#issues.values()];
    const positions = document.locateAll(unlocated.map(({ pointer }) => pointer));
    const root = { file: document.file, line: 1, column: 1 };
    const issues = unlocated.map((issue, index) => {
      const position = positions[index] ?? root;
      return createIssue(issue, position, document.sourceLine(position));
    });
    return issues.sort(byPlace);
  }

  /** @throws {CodegenError} with all issues, when one of them is an error. */
  throwIfErrors(document: LoadedDocument): void {
    if (this.#hasErrors) throw new CodegenError(this.located(document));
  }
}

function byPlace(one: Issue, other: Issue): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}
