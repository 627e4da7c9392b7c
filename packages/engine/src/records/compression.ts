/** Compressions by extension, as Druid knows them. */
const EXTENSIONS = ["gz", "bz2", "xz", "zip", "sz", "zst"] as const;

export type Compression = (typeof EXTENSIONS)[number];

/** How an object is compressed, by the extension of its key; undefined when it is not. */
export function compressionOf(key: string): Compression | undefined {
  return EXTENSIONS.find((extension) => key.endsWith(`.${extension}`));
}
