import { refuse } from "./definition-error.ts";

export function parseTexts(what: string, example: string, values: unknown): readonly string[] {
  if (!Array.isArray(values) || values.length === 0) refuse(what, `at least one, such as ${example}`, "none");
  const texts = values.map((value: unknown) =>
    typeof value === "string" && value !== "" ? value : refuse(what, `text such as ${example}`, value),
  );
  return Object.freeze(texts);
}

/** Checks that each is a text and that none comes twice. */
export function parseNames(what: string, example: string, values: unknown): readonly string[] {
  const names = parseTexts(what, example, values);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? names : refuse(what, "each name once", twice);
}

export function parseUris(values: readonly unknown[]): readonly string[] {
  const example = "s3://demo-bucket/polaris-ingest/demo-file.json.gz";
  const uris = parseTexts("uri", example, values);
  for (const uri of uris) {
    if (!/^(s3|azure):\/\/[^/]+\/.+/.test(uri)) {
      refuse("uri", `s3://bucket/key or azure://container/name, such as ${example}`, uri);
    }
  }
  return uris;
}
