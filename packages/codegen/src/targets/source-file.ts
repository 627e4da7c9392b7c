import { IndentationText, NewLineKind, Project, QuoteKind, type SourceFileStructure } from "ts-morph";

export { docText } from "./doc-comment.ts";

let project: Project | undefined;

/** Prints ts-morph structures as a TypeScript file with a header. */
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
