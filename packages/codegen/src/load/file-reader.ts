import { realpath } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CodegenError, type IssueCode } from "../issue.ts";
import { documentOfValue } from "./document-of-value.ts";
import { type LoadedDocument, parseText } from "./load-document.ts";
import { META_SCHEMAS } from "./meta-schemas.ts";
import { readLocalFile } from "./read-local-file.ts";
import { type Fetch, readRemoteFile } from "./read-remote-file.ts";
import type { SourceFile } from "./schema-registry.ts";

/** Why a file was not read. */
export interface ReadFailure {
  readonly code: IssueCode;
  /** After "expected …, ". */
  readonly message: string;
  readonly error?: CodegenError;
}

/** The document that contains the references. */
export interface RootFile {
  readonly file: string;
  readonly path: string;
  /** Called with the path of each local file before it is read. */
  readonly onInput?: (path: string) => void;
}

/** Reads the files that a document refers to, each once, if it is permitted to. */
export class FileReader {
  readonly inputs: string[] = [];
  readonly #files = new Map<string, SourceFile>();
  readonly #failures = new Map<string, ReadFailure>();
  readonly #reading = new Map<string, Promise<boolean>>();
  readonly #folders: Promise<readonly string[]>;
  readonly #root: RootFile;
  readonly #fetch: Fetch | undefined;

  /** @param fetch Reads URLs; without it, remote references fail. */
  constructor(root: RootFile, cwd: string, fetch: Fetch | undefined) {
    this.#root = root;
    this.#fetch = fetch;
    this.#folders = Promise.all([realpath(dirname(root.path)), realpath(cwd)]);
    // Reported by the caller that awaits it.
    this.#folders.catch(() => {});
  }

  find(uri: string): SourceFile | undefined {
    const known = this.#files.get(uri);
    if (known) return known;
    const meta = META_SCHEMAS.get(uri);
    return meta === undefined ? undefined : { uri, document: documentOfValue(meta, uri) };
  }

  failure(uri: string): ReadFailure | undefined {
    return this.#failures.get(uri);
  }

  /** Reads a file and returns whether that succeeded; the reason of a failure is kept. */
  read(uri: string): Promise<boolean> {
    const reading = this.#reading.get(uri) ?? this.#remember(uri);
    this.#reading.set(uri, reading);
    return reading;
  }

  async #remember(uri: string): Promise<boolean> {
    const read = await this.#read(uri);
    if ("code" in read) this.#failures.set(uri, read);
    else this.#files.set(uri, { uri, document: read });
    return !("code" in read);
  }

  async #read(uri: string): Promise<LoadedDocument | ReadFailure> {
    const { protocol } = new URL(uri);
    try {
      if (protocol === "http:" || protocol === "https:") return await this.#readRemote(uri);
      if (protocol !== "file:") {
        return { code: "external_ref", message: `expected a file or an http(s) URL, received ${uri}` };
      }
      return await this.#readLocal(uri);
    } catch (error) {
      if (!(error instanceof CodegenError)) throw error;
      const [first] = error.issues;
      const code = first?.code ?? "unreadable_file";
      return { code, message: first?.message ?? error.message, ...(code === "unreadable_file" ? {} : { error }) };
    }
  }

  async #readRemote(uri: string): Promise<LoadedDocument | ReadFailure> {
    if (!this.#fetch) {
      const message = `expected a reference to a local file, received ${uri}; --allow-remote permits it`;
      return { code: "external_ref", message };
    }
    const { text, isJson } = await readRemoteFile(uri, this.#fetch);
    this.inputs.push(uri);
    return parseText(text, uri, { inputs: [uri], ...(isJson ? { isJson } : {}) });
  }

  async #readLocal(uri: string): Promise<LoadedDocument | ReadFailure> {
    let path: string;
    try {
      path = fileURLToPath(uri);
    } catch {
      return { code: "external_ref", message: `expected the path of a file, received ${uri}` };
    }
    const file = join(dirname(this.#root.file), relative(dirname(this.#root.path), path));
    const real = await realpath(path).catch(() => path);
    const folders = await this.#folders.catch(() => []);
    if (!folders.some((folder) => real.startsWith(folder.endsWith(sep) ? folder : folder + sep))) {
      const message = `expected a file in the folder of the document or in the working folder, received ${file}`;
      return { code: "external_ref", message };
    }
    this.#root.onInput?.(path);
    const text = await readLocalFile(file, path);
    this.inputs.push(path);
    return parseText(text, file, { inputs: [path] });
  }
}

/** The URI of a file path; a URL is returned unchanged. */
export function uriOf(path: string): string {
  return isRemote(path) ? new URL(path).href : pathToFileURL(path).href;
}

export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}
