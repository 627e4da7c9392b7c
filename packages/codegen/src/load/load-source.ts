import { resolve } from "node:path";
import { applyOverlay } from "./apply-overlay.ts";
import { loadBundle, rebundle } from "./bundle.ts";
import { type LoadedDocument, loadDocument } from "./load-document.ts";
import type { Fetch } from "./read-remote-file.ts";

/** What to load. */
export interface SourceOptions {
  /** Path of the OpenAPI document, YAML or JSON. */
  readonly document: string;
  /** Paths of OpenAPI Overlays, applied in this order. @default [] */
  readonly overlays?: readonly string[];
  /** Folder that relative paths start from. @default process.cwd() */
  readonly cwd?: string;
  /** Whether references may lead to `http(s)` addresses. @default false */
  readonly allowRemote?: boolean;
  /** Reads URLs. @default the standard fetch */
  readonly fetch?: Fetch;
  /** Called with the path of each local file that the document refers to before it is read. */
  readonly onInput?: (path: string) => void;
}

/**
 * Reads an OpenAPI document with all files that it refers to, and applies the overlays to the bundle.
 *
 * @throws {CodegenError} with a position for every issue.
 */
export async function loadSource(options: SourceOptions): Promise<LoadedDocument> {
  const { document: file, overlays = [], cwd = process.cwd(), allowRemote = false } = options;
  const hooks = {
    ...(options.fetch && { fetch: options.fetch }),
    ...(options.onInput && { onInput: options.onInput }),
  };
  const [document, ...layers] = await Promise.all([
    loadBundle(file, { cwd, allowRemote, isLenient: overlays.length > 0, ...hooks }),
    ...overlays.map((path) => loadDocument(path, resolve(cwd, path))),
  ]);
  return layers.length === 0 ? document : rebundle(layers.reduce(applyOverlay, document));
}
