type Row = Readonly<Record<string, unknown>>;

/**
 * Rows as aligned columns under their names, and the number of rows. Numbers are aligned to the right.
 *
 * @example
 * formatTable([{ city: "Perth", n: 12 }]);
 * // => ["city    n", "-----  --", "Perth  12", "1 row"]
 */
export function formatTable(rows: readonly Row[]): readonly string[] {
  const count = `${rows.length.toLocaleString("en-US")} ${rows.length === 1 ? "row" : "rows"}`;
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return [count];
  const cells = rows.map((row) => names.map((name) => textOf(row[name])));
  const widths = names.map((name, index) => Math.max(...[name, ...cells.map((row) => row[index] ?? "")].map(widthOf)));
  const isNumeric = names.map((name) => rows.every((row) => row[name] === null || typeof row[name] === "number"));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => pad(text, widths[index] ?? 0, isNumeric[index] === true))
      .join("  ")
      .trimEnd();
  return [line(names), line(widths.map((width) => "-".repeat(width))), ...cells.map(line), count];
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  // A cell stays on its line.
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (char) => JSON.stringify(char).slice(1, -1));
}

function widthOf(text: string): number {
  return [...text].length;
}

function pad(text: string, width: number, toRight: boolean): string {
  const blanks = " ".repeat(Math.max(0, width - widthOf(text)));
  return toRight ? blanks + text : text + blanks;
}
