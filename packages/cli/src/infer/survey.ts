import { FieldSurvey } from "./field-survey.ts";
import type { SampleRow } from "./sample-row.ts";

/** Names that come and go with the rows are no columns; more than these are not followed. */
export const MAX_FIELDS = 5_000;

/** A warning about lines that are read all right: how often, and where first. */
export interface SampleWarning {
  readonly message: string;
  readonly place: string;
  count: number;
}

/** A line that is no record. */
export interface SampleIssue {
  readonly place: string;
  readonly message: string;
}

/** As many issues are kept in words; the rest are counted. */
const MAX_ISSUES = 10;

/** What a sample holds: its fields in the order in which they were met, and what was wrong with lines. */
export class Survey {
  rows = 0;
  readonly fields: Map<string, FieldSurvey> = new Map();
  readonly issues: SampleIssue[] = [];
  issueCount = 0;
  readonly warnings: Map<string, SampleWarning> = new Map();

  addRow({ fields, textual }: SampleRow, place: string): void {
    this.rows++;
    for (const [name, value] of fields) {
      let field = this.fields.get(name);
      if (field === undefined) {
        if (this.fields.size === MAX_FIELDS) {
          this.addFinding(`more than ${MAX_FIELDS} names of fields: the others are left out`, place);
          continue;
        }
        field = new FieldSurvey(name, textual);
        this.fields.set(name, field);
      }
      field.add(value, place);
    }
  }

  addIssue(place: string, message: string): void {
    this.issueCount++;
    if (this.issues.length < MAX_ISSUES) this.issues.push({ place, message });
  }

  addFinding(message: string, place: string): void {
    const warning = this.warnings.get(message);
    if (warning === undefined) this.warnings.set(message, { message, place, count: 1 });
    else warning.count++;
  }
}
