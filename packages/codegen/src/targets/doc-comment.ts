/** Text for a JSDoc comment: it cannot end the comment, and starts on its own line when it has several. */
export function docText(text: string): string {
  const safe = cleanText(text);
  return safe.includes("\n") ? `\n${safe}` : safe;
}

/** A JSDoc comment with these lines, or nothing where there is nothing to say; it ends in a line break. */
export function docComment(text: string, indent = ""): string {
  const safe = cleanText(text);
  if (safe === "") return "";
  if (!safe.includes("\n")) return `${indent}/** ${safe} */\n`;
  return `${indent}/**\n${safe
    .split("\n")
    .map((line) => `${indent} * ${line}`.trimEnd())
    .join("\n")}\n${indent} */\n`;
}

/** Every end of a line that JavaScript knows becomes the one that all tools know. */
function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("*/", "*\\/")
    .trim();
}
