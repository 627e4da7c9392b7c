import { resolve } from "node:path";
import { CodegenError, createIssue, type Issue, type UnlocatedIssue } from "../issue.ts";
import { type Bundle, bundleDocument } from "./bundle-document.ts";
import { createBundledDocument, locateOrigins } from "./bundled-document.ts";
import { checkVersion } from "./check-version.ts";
import { FileReader, isRemote, uriOf } from "./file-reader.ts";
import type { MissingFile, Problem } from "./linker.ts";
import { type LoadedDocument, loadDocument, parseText } from "./load-document.ts";
import { failFile } from "./read-local-file.ts";
import { type Fetch, readRemoteFile } from "./read-remote-file.ts";

/** How a document and what it refers to are read. */
export interface BundleOptions {
  /** Folder that a relative path starts from, and that references may reach beside that of the document. */
  readonly cwd: string;
  /** Whether references may lead to `http(s)` addresses. @default false */
  readonly allowRemote?: boolean;
  /** @default the standard fetch */
  readonly fetch?: Fetch;
  /** Whether references of the document itself that lead nowhere are left, for an overlay to mend. @default false */
  readonly isPatient?: boolean;
  /** Is told the path of each local file that is referred to before it is read, or not found. */
  readonly onInput?: (path: string) => void;
}

/**
 * Reads an OpenAPI document and all files that it refers to, and brings them together in one document, in which every
 * reference leads to a component.
 *
 * @throws {CodegenError} with a position for every file that cannot be read and every reference that leads nowhere.
 */
export async function loadBundle(file: string, options: BundleOptions): Promise<LoadedDocument> {
  const { cwd, allowRemote = false, isPatient = false, onInput } = options;
  const fetch = allowRemote ? (options.fetch ?? globalThis.fetch) : undefined;
  const path = isRemote(file) ? file : resolve(cwd, file);
  const document = isRemote(file) ? await loadRemote(file, fetch) : await loadDocument(file, path);
  const issues = checkVersion(document);
  const source = { uri: uriOf(path), document };
  const reader = new FileReader({ file, path, ...(onInput && { onInput }) }, cwd, fetch);
  const lookup = (uri: string) => (uri === source.uri ? source : reader.find(uri));
  let bundle = bundleDocument(source, lookup);
  // Each round reads what the files of the last one refer to; a file that was asked for before is there or refused.
  const asked = new Set<string>();
  while (await readMissing(bundle.missing, asked, reader)) bundle = bundleDocument(source, lookup);
  throwIfIssues(bundle, reader, (problem) => isPatient && problem.file === source);
  if (bundle.root === document.root && reader.inputs.length === 0) return { ...document, issues };
  return createBundledDocument(source, bundle, [...document.inputs, ...reader.inputs.sort()], issues);
}

/**
 * Holds a bundle that was changed afterwards to what bundles promise; what an overlay brought in may refer to any place
 * of the document.
 *
 * @throws {CodegenError} for a reference that leads nowhere, or out of the document.
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
  if (!fetch)
    throw failFile(url, "external_ref", "expected a local file, received an address; --allow-remote lets it be read");
  const { text, isJson } = await readRemoteFile(url, fetch);
  return parseText(text, url, { inputs: [url], ...(isJson ? { isJson } : {}) });
}

/** Returns whether anything was read that was not there before. */
async function readMissing(missing: readonly MissingFile[], asked: Set<string>, reader: FileReader): Promise<boolean> {
  const wanted: (readonly string[])[] = [];
  for (const { uris: all, file } of missing) {
    // Who wrote a document elsewhere has no say over files of this machine.
    const uris = isRemote(file.uri) ? all.filter(isRemote) : all;
    const key = uris.join(" ");
    if (asked.has(key)) continue;
    asked.add(key);
    wanted.push(uris);
  }
  const read = await Promise.all(
    wanted.map(async (uris) => {
      for (const uri of uris) if (await reader.read(uri)) return true;
      return false;
    }),
  );
  return read.includes(true);
}

function throwIfIssues(
  bundle: Bundle,
  reader: FileReader | undefined,
  isForgiven: (problem: Problem) => boolean,
): void {
  const broken = new Set<CodegenError>();
  const problems: Problem[] = bundle.problems.filter((problem) => !isForgiven(problem));
  for (const missing of bundle.missing) {
    if (missing.isOptional) continue;
    const refusals = missing.uris.map((uri) => reader?.refusal(uri));
    const refusal = refusals.find((candidate) => candidate?.error) ?? refusals.at(-1);
    if (refusal?.error) broken.add(refusal.error);
    else problems.push({ file: missing.file, pointer: missing.pointer, ...describeMissing(missing, refusal) });
  }
  if (problems.length === 0 && broken.size === 0) return;
  const positions = locateOrigins(problems.map(({ file, pointer }) => ({ document: file.document, pointer })));
  const issues = problems.flatMap((problem, index): Issue[] => {
    const position = positions[index];
    return position ? [createIssue(problem, position, problem.file.document.sourceLine(position))] : [];
  });
  throw new CodegenError([...issues, ...[...broken].flatMap((error) => error.issues)]);
}

function describeMissing(
  { ref }: MissingFile,
  refusal: Pick<UnlocatedIssue, "code" | "message"> | undefined,
): Pick<UnlocatedIssue, "code" | "message"> {
  if (!refusal)
    return { code: "external_ref", message: `expected a reference into this document (#/…), received ${ref}` };
  const { code, message } = refusal;
  return { code, message: code === "unreadable_file" ? `expected ${ref} to lead to a file: ${message}` : message };
}

function isNewIn(issues: readonly UnlocatedIssue[]): (issue: UnlocatedIssue) => boolean {
  return (issue) => !issues.some(({ code, pointer }) => code === issue.code && pointer === issue.pointer);
}
