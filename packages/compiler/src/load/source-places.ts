import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { placeIn } from "../locate/source-text.ts";
import type { Position } from "../project/position.ts";
import type { BundleIndex } from "./bundle-index.ts";
import { SourceMap } from "./source-map.ts";

/** Finds the source positions of stack frames in a bundle. */
export class SourcePlaces {
  readonly #outfile: string;
  readonly #starts: BundleIndex["starts"];
  readonly #map: SourceMap;
  readonly #frame: RegExp;
  readonly #names: ReadonlySet<string>;
  readonly #files = new Map<string, string>();

  constructor({ outfile, map, starts }: BundleIndex) {
    this.#outfile = outfile;
    this.#starts = starts;
    this.#map = new SourceMap(map);
    this.#names = new Set([pathToFileURL(outfile).href, outfile]);
    this.#frame = new RegExp(`(?:${[...this.#names].map(escapeRegExp).join("|")}):(\\d+):(\\d+)`, "g");
  }

  /** The positions of all frames of a stack, the innermost first. */
  *of(stack: string | undefined): Generator<Position> {
    for (const [, line, column] of (stack ?? "").matchAll(this.#frame)) {
      const place = this.#sourceOf(Number(line), Number(column));
      if (place) yield place;
    }
  }

  /**
   * The position of the innermost frame of a stack that has not been read yet. It uses the raw frames: to format one as text,
   * V8 counts the lines of the whole bundle.
   */
  first(holder: { readonly stack?: string | undefined }): Position | undefined {
    const stack = rawStackOf(holder);
    if (typeof stack === "string") return this.of(stack).next().value ?? undefined;
    for (const site of stack) {
      const name = site.getFileName();
      const offset = site.getPosition();
      if (!name || !this.#names.has(name) || offset < 0) continue;
      const { line, column } = placeIn(this.#starts, offset);
      const place = this.#sourceOf(line, column);
      if (place) return place;
    }
    return undefined;
  }

  #sourceOf(line: number, column: number): Position | undefined {
    const found = this.#map.find(line - 1, column - 1);
    if (!found) return undefined;
    let file = this.#files.get(found.source);
    if (file === undefined) {
      file = resolve(dirname(this.#outfile), found.source);
      this.#files.set(found.source, file);
    }
    return { file, line: found.line + 1, column: found.column + 1 };
  }
}

/** A frame, as V8 gives it. */
interface Frame {
  getFileName(): string | null | undefined;
  /** Offset in the file, in UTF-16 units from 0. */
  getPosition(): number;
}

/** The frames of a stack, or its text when it has been read before. */
function rawStackOf(holder: { readonly stack?: string | undefined }): string | readonly Frame[] {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    const stack: unknown = holder.stack;
    // The value that `prepareStackTrace` returned; an engine without it gives a text or nothing.
    return Array.isArray(stack) ? (stack as Frame[]) : typeof stack === "string" ? stack : [];
  } finally {
    Error.prepareStackTrace = before;
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
