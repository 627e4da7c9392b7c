import { describeValue } from "../../issues/describe-value.ts";
import type { Report } from "../../issues/rule-issue.ts";

type KeyKind = "object" | "prefix" | "pattern";

const EXAMPLES: Readonly<Record<KeyKind, string>> = {
  object: "a key such as polaris-ingest/demo-file.json.gz",
  prefix: "the beginning of keys such as polaris-ingest/",
  pattern: "a glob over keys such as polaris-ingest/*.json.gz",
};

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const WILDCARD = /[*?]|\[[^\]]+\]|\{[^}]*,[^}]*\}/;

/** Checks a text that selects by key; false when it cannot be one, so that no other rule is to judge it. */
export function checkKeyText(what: KeyKind, text: string, pointer: string, report: Report): boolean {
  if (SCHEME.test(text)) {
    report("uri_as_key", pointer, { what, expected: EXAMPLES[what], received: describeValue(text) });
    return false;
  }
  if (text.startsWith("/")) {
    const expected = describeValue(text.replace(/^\/+/, ""));
    report("leading_slash", pointer, { what, expected, received: describeValue(text) });
  }
  if (what !== "pattern") checkWildcards(what, text, pointer, report);
  if (what === "object") checkFolder(what, text, pointer, report);
  return true;
}

/** Names, unlike patterns, have no wildcards. */
export function checkWildcards(what: string, text: string, pointer: string, report: Report): void {
  if (!WILDCARD.test(text)) return;
  report("wildcard_in_name", pointer, {
    what,
    expected: "pattern, for a glob over keys",
    received: describeValue(text),
  });
}

export function checkFolder(what: string, text: string, pointer: string, report: Report): void {
  if (!text.endsWith("/")) return;
  report("names_a_folder", pointer, {
    what,
    expected: "prefixes, for all objects in it",
    received: describeValue(text),
  });
}
