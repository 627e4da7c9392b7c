import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Position } from "../position.ts";
import type { Bundle } from "./bundle.ts";

/** Finds the sources behind the frames of a stack that runs in a bundle. */
export class SourcePlaces {
  readonly #map: TraceMap;
  readonly #folder: string;
  readonly #frame: RegExp;

  constructor({ map, outfile }: Bundle) {
    this.#map = new TraceMap(map);
    this.#folder = dirname(outfile);
    const names = [pathToFileURL(outfile).href, outfile].map(escapeRegExp).join("|");
    this.#frame = new RegExp(`(?:${names}):(\\d+):(\\d+)`, "g");
  }

  /** The sources of all frames of a stack, the innermost first. */
  *of(stack: string | undefined): Generator<Position> {
    for (const [, line, column] of (stack ?? "").matchAll(this.#frame)) {
      const found = originalPositionFor(this.#map, { line: Number(line), column: Number(column) - 1 });
      if (found.source === null) continue;
      yield { file: resolve(this.#folder, found.source), line: found.line, column: found.column + 1 };
    }
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
