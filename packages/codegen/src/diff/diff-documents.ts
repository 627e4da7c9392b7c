import type { LoadedDocument } from "../load/load-document.ts";
import { loadSource, type SourceOptions } from "../load/load-source.ts";
import { normaliseDocument } from "../normalise/normalise-document.ts";
import type { NormalisedDocument } from "../normalise/normalised-document.ts";
import { IssueLog } from "../report/issue-log.ts";
import type { Change, DiffResult } from "./change.ts";
import { compareDocuments } from "./compare-documents.ts";

/** Which documents to compare. */
export interface DiffOptions {
  /** Path of the document that clients use now, YAML or JSON. */
  readonly old: string;
  /** Path of the document that will replace it. */
  readonly new: string;
  /** Paths of OpenAPI Overlays, applied to both documents in this order. @default [] */
  readonly overlays?: readonly string[];
  /** Folder that relative paths start from. @default process.cwd() */
  readonly cwd?: string;
  /** Whether references may lead to `http(s)` addresses. @default false */
  readonly allowRemote?: boolean;
  /** Whether titles, descriptions and examples are compared, too. @default false */
  readonly all?: boolean;
}

/**
 * Lists the changes between two OpenAPI documents, and for each whether it breaks the requests that clients of the old
 * one send, the responses they read, or nothing. A change that cannot be decided counts as breaking.
 *
 * @example
 * const { changes, breaking } = await diffDocuments({ old: "v1.yaml", new: "v2.yaml" });
 * changes.map(({ code, breaks }) => `${code}: ${breaks}`);
 * // => ["value_removed: request", "property_added: none"]
 * @throws {CodegenError} with a position for every error in a document or an overlay.
 */
export async function diffDocuments(options: DiffOptions): Promise<DiffResult> {
  const [old, next] = await Promise.all([read(options.old, options), read(options.new, options)]);
  const found = compareDocuments(old.document, next.document, { all: options.all ?? false });
  const oldPositions = locate(
    old.source,
    found.map(({ oldPointer }) => oldPointer),
  );
  const newPositions = locate(
    next.source,
    found.map(({ newPointer }) => newPointer),
  );
  const changes = found.map(({ oldPointer, newPointer, ...change }, index): Change => {
    const oldPosition = oldPositions[index];
    const newPosition = newPositions[index];
    return {
      code: change.code,
      breaks: change.breaks,
      pointer: newPointer ?? oldPointer ?? "",
      ...(oldPosition ? { oldPosition } : {}),
      ...(newPosition ? { newPosition } : {}),
      operations: change.operations,
      message: change.message,
    };
  });
  return { changes, breaking: changes.some(({ breaks }) => breaks !== "none") };
}

interface ReadDocument {
  readonly source: LoadedDocument;
  readonly document: NormalisedDocument;
}

async function read(document: string, { overlays = [], cwd, allowRemote = false }: DiffOptions): Promise<ReadDocument> {
  const options: SourceOptions = { document, overlays, allowRemote, ...(cwd === undefined ? {} : { cwd }) };
  const source = await loadSource(options);
  const log = new IssueLog();
  for (const { code, pointer, message } of source.issues) log.report(code, pointer, message);
  const normalised = normaliseDocument(source, { report: log.report });
  log.throwIfErrors(source);
  return { source, document: normalised };
}

function locate(
  source: LoadedDocument,
  pointers: readonly (string | undefined)[],
): (Change["newPosition"] | undefined)[] {
  const known = pointers.filter((pointer) => pointer !== undefined);
  const positions = known.length > 0 ? source.locateAll(known) : [];
  let next = 0;
  return pointers.map((pointer) => (pointer === undefined ? undefined : positions[next++]));
}
