import { FieldSurvey } from "./field-survey.ts";
import type { SampleRow } from "./sample-row.ts";

/** Names that come and go with the rows are no columns; more than these are not followed. */
export const MAX_FIELDS = 5_000;

/** Something that a line showed beside its record, how often and where first. */
export interface Finding {
  readonly message: string;
  readonly place: string;
  count: number;
}

/** A line that is no record. */
export interface Problem {
  readonly place: string;
  readonly message: string;
}

/** As many problems are kept in words; the rest are counted. */
const MAX_PROBLEMS = 10;

/** What a sample holds: its fields in the order in which they were met, and what was wrong with lines. */
export class Survey {
  rows = 0;
  readonly fields: Map<string, FieldSurvey> = new Map();
  readonly problems: Problem[] = [];
  problemCount = 0;
  readonly findings: Map<string, Finding> = new Map();

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

  addProblem(place: string, message: string): void {
    this.problemCount++;
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ place, message });
  }

  addFinding(message: string, place: string): void {
    const finding = this.findings.get(message);
    if (finding === undefined) this.findings.set(message, { message, place, count: 1 });
    else finding.count++;
  }
}
