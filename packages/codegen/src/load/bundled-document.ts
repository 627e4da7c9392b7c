import type { Position, UnlocatedIssue } from "../issue.ts";
import type { Bundle } from "./bundle-document.ts";
import { joinPointer, parsePointer } from "./json-pointer.ts";
import type { LoadedDocument } from "./load-document.ts";
import type { SourceFile } from "./schema-registry.ts";

/** The bundle as a document whose values are located in their source files. */
export function createBundledDocument(
  file: SourceFile,
  bundle: Bundle,
  inputs: readonly string[],
  issues: readonly UnlocatedIssue[],
): LoadedDocument {
  const { document } = file;
  const { origins } = bundle;
  const documents = new Map([...origins.values()].map(({ file }) => [file.document.file, file.document]));
  const originOf = (pointer: string): { readonly document: LoadedDocument; readonly pointer: string } => {
    const keys = origins.size === 0 ? [] : parsePointer(pointer);
    for (let depth = keys.length; depth > 0; depth--) {
      const origin = origins.get(joinPointer("", ...keys.slice(0, depth)));
      if (!origin) continue;
      return { document: origin.file.document, pointer: joinPointer(origin.pointer, ...keys.slice(depth)) };
    }
    return { document, pointer };
  };
  const locateAll = (pointers: readonly string[]): Position[] => locateOrigins(pointers.map(originOf));
  return {
    file: document.file,
    root: bundle.root,
    version: document.version,
    inputs,
    issues,
    locateAll,
    locate: (pointer) => {
      const origin = originOf(pointer);
      return origin.document.locate(origin.pointer);
    },
    sourceLine: (position) => document.sourceLine(position) ?? documents.get(position.file)?.sourceLine(position),
  };
}

/** Looks up positions in several documents, with one pass over each. */
export function locateOrigins(
  origins: readonly { readonly document: LoadedDocument; readonly pointer: string }[],
): Position[] {
  const indicesByDocument = new Map<LoadedDocument, number[]>();
  for (const [index, { document }] of origins.entries()) {
    const indices = indicesByDocument.get(document);
    if (indices) indices.push(index);
    else indicesByDocument.set(document, [index]);
  }
  const positions: Position[] = [];
  for (const [document, indices] of indicesByDocument) {
    const found = document.locateAll(indices.map((index) => origins[index]?.pointer ?? ""));
    for (const [nth, index] of indices.entries()) positions[index] = found[nth] ?? document.locate("");
  }
  return positions;
}
