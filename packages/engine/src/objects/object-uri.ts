/**
 * Splits `s3://bucket/key`. Undefined when the text is no such URI. The key is taken as written: S3 URIs are not
 * percent-decoded.
 *
 * @example
 * parseObjectUri("s3://zoo/penguins/emperor.json");
 * // => { bucket: "zoo", key: "penguins/emperor.json" }
 */
export function parseObjectUri(uri: string): { readonly bucket: string; readonly key: string } | undefined {
  const found = /^s3:\/\/([^/]+)\/([\s\S]+)$/.exec(uri);
  return found === null ? undefined : { bucket: found[1] as string, key: found[2] as string };
}
