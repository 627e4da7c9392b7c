/** Escapes text for a JSDoc comment; a text of several lines starts on its own line. */
export function docText(text: string): string {
  const safe = cleanText(text);
  return safe.includes("\n") ? `\n${safe}` : safe;
}

/** A JSDoc comment with a final line break, or the empty string for an empty text. */
export function docComment(text: string, indent = ""): string {
  const safe = cleanText(text);
  if (safe === "") return "";
  if (!safe.includes("\n")) return `${indent}/** ${safe} */\n`;
  return `${indent}/**\n${safe
    .split("\n")
    .map((line) => `${indent} * ${line}`.trimEnd())
    .join("\n")}\n${indent} */\n`;
}

/** Converts all line terminators of JavaScript to `\n`, and escapes the end of a comment. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("*/", "*\\/")
    .trim();
}
