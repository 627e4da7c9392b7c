import { createHash } from "node:crypto";

/** What every subject does in the end: the bytes of a file and their hash. */
export function printed(json) {
  const text = `${JSON.stringify(json, null, 2)}\n`;
  return { text, sha256: createHash("sha256").update(text).digest("hex") };
}
