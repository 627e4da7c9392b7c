/** A bucket of S3, or a container of Azure, and an object in it. */
export interface ObjectUri {
  readonly scheme: "s3" | "azure";
  readonly bucket: string;
  readonly key: string;
}

/**
 * Splits `s3://bucket/key` or `azure://container/name`. Undefined when the text is no such URI. The key is taken as
 * written: these URIs are not percent-decoded.
 *
 * @example
 * parseObjectUri("s3://zoo/penguins/emperor.json");
 * // => { scheme: "s3", bucket: "zoo", key: "penguins/emperor.json" }
 */
export function parseObjectUri(uri: string): ObjectUri | undefined {
  const scheme = uri.startsWith("s3://") ? "s3" : uri.startsWith("azure://") ? "azure" : undefined;
  if (scheme === undefined) return undefined;
  const start = scheme.length + "://".length;
  const slash = uri.indexOf("/", start);
  if (slash <= start || slash === uri.length - 1) return undefined;
  return { scheme, bucket: uri.slice(start, slash), key: uri.slice(slash + 1) };
}
