import { resolve } from "node:path";
import { CodegenError, createIssue, type Issue, type UnlocatedIssue } from "../issue.ts";
import { type Bundle, bundleDocument } from "./bundle-document.ts";
import { createBundledDocument, locateOrigins } from "./bundled-document.ts";
import { checkVersion } from "./check-version.ts";
import { FileReader, isRemote, uriOf } from "./file-reader.ts";
import type { LinkIssue, MissingFile } from "./linker.ts";
import { type LoadedDocument, loadDocument, parseText } from "./load-document.ts";
import { failFile } from "./read-local-file.ts";
import { type Fetch, readRemoteFile } from "./read-remote-file.ts";

/** How a document and its references are read. */
export interface BundleOptions {
  /** Folder that relative paths start from. References may reach files in it and in the folder of the document. */
  readonly cwd: string;
  /** Whether references may lead to `http(s)` addresses. @default false */
  readonly allowRemote?: boolean;
  /** @default the standard fetch */
  readonly fetch?: Fetch;
  /** Whether unresolved references of the document itself are kept, since an overlay may fix them. @default false */
  readonly isLenient?: boolean;
  /** Called with the path of each referenced local file before it is read. */
  readonly onInput?: (path: string) => void;
}

/**
 * Reads an OpenAPI document and all files that it refers to, and bundles them into one document, in which every
 * reference points to a component.
 *
 * @throws {CodegenError} with a position for every file that cannot be read and every unresolved reference.
 */
export async function loadBundle(file: string, options: BundleOptions): Promise<LoadedDocument> {
  const { cwd, allowRemote = false, isLenient = false, onInput } = options;
  const fetch = allowRemote ? (options.fetch ?? globalThis.fetch) : undefined;
  const path = isRemote(file) ? file : resolve(cwd, file);
  const document = isRemote(file) ? await loadRemote(file, fetch) : await loadDocument(file, path);
  const issues = checkVersion(document);
  const source = { uri: uriOf(path), document };
  const reader = new FileReader({ file, path, ...(onInput && { onInput }) }, cwd, fetch);
  const lookup = (uri: string) => (uri === source.uri ? source : reader.find(uri));
  let bundle = bundleDocument(source, lookup);
  // Each round reads the files that the last one referred to. A file is requested once: it was read, or reading it failed.
  const requested = new Set<string>();
  while (await readMissing(bundle.missing, requested, reader)) bundle = bundleDocument(source, lookup);
  throwIfIssues(bundle, reader, (issue) => isLenient && issue.file === source);
  if (bundle.root === document.root && reader.inputs.length === 0) return { ...document, issues };
  return createBundledDocument(source, bundle, [...document.inputs, ...reader.inputs.sort()], issues);
}

/**
 * Bundles a document again after overlays were applied: values from an overlay may refer to any place
 * of the document.
 *
 * @throws {CodegenError} for an unresolved reference, or one to another document.
 */
export function rebundle(document: LoadedDocument): LoadedDocument {
  const issues = [...document.issues, ...checkVersion(document).filter(isNewIn(document.issues))];
  const source = { uri: "bundle:///document", document };
  const bundle = bundleDocument(source, () => undefined);
  throwIfIssues(bundle, undefined, () => false);
  if (bundle.root === document.root) return { ...document, issues };
  return createBundledDocument(source, bundle, document.inputs, issues);
}

async function loadRemote(url: string, fetch: Fetch | undefined): Promise<LoadedDocument> {
  if (!fetch) throw failFile(url, "external_ref", "expected a local file, received a URL; --allow-remote permits it");
  const { text, isJson } = await readRemoteFile(url, fetch);
  return parseText(text, url, { inputs: [url], ...(isJson ? { isJson } : {}) });
}

/** Returns whether a new file was read. */
async function readMissing(
  missing: readonly MissingFile[],
  requested: Set<string>,
  reader: FileReader,
): Promise<boolean> {
  const candidates: (readonly string[])[] = [];
  for (const { uris: all, file } of missing) {
    // A remote document must not refer to local files.
    const uris = isRemote(file.uri) ? all.filter(isRemote) : all;
    const key = uris.join(" ");
    if (requested.has(key)) continue;
    requested.add(key);
    candidates.push(uris);
  }
  const read = await Promise.all(
    candidates.map(async (uris) => {
      for (const uri of uris) if (await reader.read(uri)) return true;
      return false;
    }),
  );
  return read.includes(true);
}

function throwIfIssues(bundle: Bundle, reader: FileReader | undefined, isIgnored: (issue: LinkIssue) => boolean): void {
  const broken = new Set<CodegenError>();
  const linkIssues: LinkIssue[] = bundle.issues.filter((issue) => !isIgnored(issue));
  for (const missing of bundle.missing) {
    if (missing.isOptional) continue;
    const failures = missing.uris.map((uri) => reader?.failure(uri));
    const failure = failures.find((candidate) => candidate?.error) ?? failures.at(-1);
    if (failure?.error) broken.add(failure.error);
    else linkIssues.push({ file: missing.file, pointer: missing.pointer, ...describeMissing(missing, failure) });
  }
  if (linkIssues.length === 0 && broken.size === 0) return;
  const positions = locateOrigins(linkIssues.map(({ file, pointer }) => ({ document: file.document, pointer })));
  const located = linkIssues.flatMap((issue, index): Issue[] => {
    const position = positions[index];
    return position ? [createIssue(issue, position, issue.file.document.sourceLine(position))] : [];
  });
  throw new CodegenError([...located, ...[...broken].flatMap((error) => error.issues)]);
}

function describeMissing(
  { ref }: MissingFile,
  failure: Pick<UnlocatedIssue, "code" | "message"> | undefined,
): Pick<UnlocatedIssue, "code" | "message"> {
  if (!failure)
    return { code: "external_ref", message: `expected a reference into this document (#/…), received ${ref}` };
  const { code, message } = failure;
  return {
    code,
    message: code === "unreadable_file" ? `cannot read ${ref}: ${message}` : message,
  };
}

function isNewIn(issues: readonly UnlocatedIssue[]): (issue: UnlocatedIssue) => boolean {
  return (issue) => !issues.some(({ code, pointer }) => code === issue.code && pointer === issue.pointer);
}
