import type { DataFormatSettings } from "@starfix/schema";

/** Compressions by extension, as Druid knows them. */
const COMPRESSIONS = ["gz", "bz2", "xz", "zip", "sz", "zst"] as const;

export type Compression = (typeof COMPRESSIONS)[number];

/** How an object is compressed, by the extension of its name; undefined when it is not. */
export function compressionOf(name: string): Compression | undefined {
  return COMPRESSIONS.find((extension) => name.endsWith(`.${extension}`));
}

const FORMATS: Readonly<Record<string, DataFormatSettings>> = {
  json: { format: "nd-json" },
  jsonl: { format: "nd-json" },
  ndjson: { format: "nd-json" },
  csv: { format: "csv" },
  tsv: { format: "csv", delimiter: "\t" },
  parquet: { format: "parquet" },
  orc: { format: "orc" },
  avro: { format: "avro_ocf" },
};

/** The extensions that tell a format, for messages. */
export const formatExtensions: string = Object.keys(FORMATS)
  .map((extension) => `.${extension}`)
  .join(", ");

/**
 * The format of an object, by the extension of its name; that of a compression may follow. Undefined when the name does not
 * tell.
 *
 * @example
 * formatOfName("visits/2026-01.tsv.gz");
 * // => { format: "csv", delimiter: "\t" }
 */
export function formatOfName(name: string): DataFormatSettings | undefined {
  const compression = compressionOf(name);
  const plain = compression === undefined ? name : name.slice(0, -compression.length - 1);
  const extension = plain.slice(plain.lastIndexOf(".") + 1);
  return extension.length < plain.length && Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
}
