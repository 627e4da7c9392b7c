import { lineStarts } from "../locate/source-text.ts";
import type { Bundle } from "./bundle.ts";
import { type DecodedMap, decodeMap } from "./source-map.ts";

/** Data to find the source positions of stack frames in a bundle. */
export interface BundleIndex {
  readonly outfile: string;
  readonly map: DecodedMap;
  /** The offsets at which the lines of the bundle begin, in UTF-16 units. */
  readonly starts: Int32Array<ArrayBuffer>;
}

export function indexBundle({ outfile, code, map }: Bundle): BundleIndex {
  return { outfile, map: decodeMap(textOf(map)), starts: Int32Array.from(lineStarts(textOf(code))) };
}

/** The buffers of an index that another thread can take over without a copy. */
export function transferablesOf({ map, starts }: BundleIndex): readonly ArrayBuffer[] {
  return [map.mappings.buffer, map.lines.buffer, starts.buffer];
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
