/** One message of the compiler of TypeScript. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** `TS2322`. */
  readonly code: string;
  readonly message: string;
  /** The lines that go into detail; null when there are none. */
  readonly detail: string | null;
  /** Absent for one about the settings. The file is named as it was printed. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | undefined;
}

const headings =
  /^(?:(?<file>.+)\((?<line>\d+),(?<column>\d+)\): )?(?<severity>error|warning) (?<code>TS\d+): (?<message>.*)$/;

/**
 * Reads what `tsc --pretty false` prints.
 *
 * @example
 * parseDiagnostics("a.ts(1,7): error TS2322: Type 'string' is not assignable to type 'number'.\n");
 * // => [{ severity: "error", code: "TS2322", message: "Type 'string' is not …", detail: null,
 * //       place: { file: "a.ts", line: 1, column: 7 } }]
 */
export function parseDiagnostics(text: string): readonly Diagnostic[] {
  const found: { readonly heading: Readonly<Record<string, string | undefined>>; readonly detail: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const heading = headings.exec(line)?.groups;
    if (heading) found.push({ heading, detail: [] });
    // What explains an error further is indented below it.
    else if (/^\s+\S/.test(line)) found.at(-1)?.detail.push(line.replace(/^ {2}/, ""));
  }
  return found.map(({ heading: { file, line, column, severity, code = "", message = "" }, detail }) => ({
    severity: severity === "warning" ? "warning" : "error",
    code,
    message,
    detail: detail.length === 0 ? null : detail.join("\n"),
    place: file === undefined ? undefined : { file, line: Number(line), column: Number(column) },
  }));
}
