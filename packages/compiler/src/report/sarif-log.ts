import type { IssueText } from "../issues/issue-text.ts";
import type { IssueReport, ReportPlace } from "./issue-report.ts";

/** A log for code scanning: SARIF 2.1.0, one run, a rule for each code that occurs. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: "2.1.0";
  readonly runs: readonly [SarifRun];
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: "starfix";
      readonly rules: readonly SarifRule[];
    };
  };
  /** Columns are counted as JavaScript counts them. */
  readonly columnKind: "utf16CodeUnits";
  readonly results: readonly SarifResult[];
}

interface SarifText {
  readonly text: string;
}

interface SarifRule {
  readonly id: string;
  readonly shortDescription: SarifText;
  readonly fullDescription?: SarifText;
  readonly help?: SarifText;
  readonly defaultConfiguration: { readonly level: "error" | "warning" };
}

interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: {
      readonly startLine: number;
      readonly startColumn: number;
      readonly endLine?: number;
      readonly endColumn?: number;
      readonly snippet?: SarifText;
    };
  };
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: "error" | "warning";
  readonly message: SarifText;
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
}

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifLog(reports: readonly IssueReport[], texts: Readonly<Record<string, IssueText>>): SarifLog {
  const codes = [...new Set(reports.map(({ code }) => code))].sort();
  const rules = codes.map((code): SarifRule => {
    const known = Object.hasOwn(texts, code) ? texts[code] : undefined;
    if (!known) return { id: code, shortDescription: { text: code }, defaultConfiguration: { level: "error" } };
    const { title, meaning, fix, severity } = known;
    return {
      id: code,
      shortDescription: { text: title },
      fullDescription: { text: meaning },
      help: { text: fix },
      defaultConfiguration: { level: severity },
    };
  });
  const results = reports.map((report) => resultOf(report, codes.indexOf(report.code)));
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "starfix", rules } }, columnKind: "utf16CodeUnits", results }],
  };
}

function resultOf(report: IssueReport, ruleIndex: number): SarifResult {
  const { code, severity, message, detail, position, endPosition, sourceLine, related } = report;
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: detail === null ? message : `${message}\n${detail}` },
    locations: position ? [locationOf(position, endPosition, sourceLine)] : [],
    ...(related.length > 0 && { relatedLocations: related.map((place) => locationOf(place, null, null)) }),
  };
}

function locationOf(start: ReportPlace, end: ReportPlace | null, sourceLine: string | null): SarifLocation {
  return {
    physicalLocation: {
      artifactLocation: { uri: start.file.split("/").map(encodeURIComponent).join("/") },
      region: {
        startLine: start.line,
        startColumn: start.column,
        ...(end && { endLine: end.line, endColumn: end.column }),
        ...(sourceLine !== null && { snippet: { text: sourceLine } }),
      },
    },
  };
}
