import { IndentationText, NewLineKind, Project, QuoteKind, type SourceFileStructure } from "ts-morph";
import { docComment } from "./doc-comment.ts";

export { docText } from "./doc-comment.ts";

let project: Project | undefined;

/** Prints ts-morph structures as one file of TypeScript with a header. */
export function printSourceFile(header: string, statements: NonNullable<SourceFileStructure["statements"]>): string {
  project ??= new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      newLineKind: NewLineKind.LineFeed,
      quoteKind: QuoteKind.Double,
      useTrailingCommas: true,
    },
  });
  const file = project.createSourceFile("output.ts", { statements }, { overwrite: true });
  const text = file.getFullText();
  project.removeSourceFile(file);
  return `${header}\n${text.trimEnd()}\n`;
}

/** A constant to print. */
export interface ConstantText {
  readonly name: string;
  /** Its annotation; a constant without one stays inside the file. */
  readonly type?: string;
  readonly doc?: string | undefined;
  readonly value: string;
}

/** Prints a constant; as a structure, ts-morph would indent its lines as a continuation. */
export function constantText({ name, type, doc, value }: ConstantText): string {
  return `\n${docComment(doc ?? "")}${type === undefined ? "const" : "export const"} ${name}${type === undefined ? "" : `: ${type}`} = ${value};`;
}
