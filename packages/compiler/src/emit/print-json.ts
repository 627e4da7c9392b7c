/** Two-space JSON with a final newline. */
export function printJson(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
