import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { lineStarts, placeIn } from "../locate/source-text.ts";
import type { Position } from "../position.ts";
import { SourceMap } from "./source-map.ts";
import { mapOf } from "./written-bundle.ts";

/** Finds the sources behind the frames of a stack that runs in a bundle, as long as the bundle is there. */
export class SourcePlaces {
  readonly #outfile: string;
  readonly #frame: RegExp;
  readonly #names: ReadonlySet<string>;
  readonly #files = new Map<string, string>();
  // Both are read when the first place is asked for: a build without definitions has none.
  #map: SourceMap | undefined;
  #starts: readonly number[] | undefined;

  constructor(outfile: string) {
    this.#outfile = outfile;
    this.#names = new Set([pathToFileURL(outfile).href, outfile]);
    this.#frame = new RegExp(`(?:${[...this.#names].map(escapeRegExp).join("|")}):(\\d+):(\\d+)`, "g");
  }

  /** The sources of all frames of a stack, the innermost first. */
  *of(stack: string | undefined): Generator<Position> {
    for (const [, line, column] of (stack ?? "").matchAll(this.#frame)) {
      const place = this.#sourceOf(Number(line), Number(column));
      if (place) yield place;
    }
  }

  /**
   * The source of the innermost frame of a stack that nobody has read yet. Its frames are taken as they are: to make a
   * text of them, V8 counts the lines of the whole bundle for each.
   */
  first(holder: { readonly stack?: string | undefined }): Position | undefined {
    const stack = rawStackOf(holder);
    if (typeof stack === "string") return this.of(stack).next().value ?? undefined;
    this.#starts ??= lineStarts(readFileSync(this.#outfile, "utf8"));
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
    this.#map ??= new SourceMap(readFileSync(mapOf(this.#outfile), "utf8"));
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

/** The frames of a stack, or its text when somebody has read it before. */
function rawStackOf(holder: { readonly stack?: string | undefined }): string | readonly Frame[] {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    const stack: unknown = holder.stack;
    // What `prepareStackTrace` gave above; an engine that knows no such thing gives a text or nothing.
    return Array.isArray(stack) ? (stack as Frame[]) : typeof stack === "string" ? stack : [];
  } finally {
    Error.prepareStackTrace = before;
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
