/** The first block of a language in a Markdown text. Throws when there is none. */
export function firstBlock(markdown: string, language: string): string {
  const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(markdown)?.[1];
  if (block === undefined) throw new Error(`invalid README: expected a block of ${language}, found none`);
  return block;
}
