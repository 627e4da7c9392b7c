/** The formats of which a sample can be read. */
export const sampleFormats = ["nd-json", "csv", "tsv", "parquet"] as const;

export type SampleFormat = (typeof sampleFormats)[number];

const EXTENSIONS: readonly (readonly [string, SampleFormat])[] = [
  [".json", "nd-json"],
  [".jsonl", "nd-json"],
  [".ndjson", "nd-json"],
  [".csv", "csv"],
  [".tsv", "tsv"],
  [".parquet", "parquet"],
];

/** Extensions of compressions, as Druid knows them; all but gz are only known so that they can be refused by name. */
const COMPRESSED = /\.(?:gz|bz2|xz|zip|sz|zst)$/;

/** The format by the extension of a name, compressed or not; undefined when it has none. */
export function formatOfName(name: string): SampleFormat | undefined {
  const plain = name.replace(COMPRESSED, "");
  return EXTENSIONS.find(([extension]) => plain.endsWith(extension))?.[1];
}
