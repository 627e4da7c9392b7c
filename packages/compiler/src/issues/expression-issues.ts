import type { IssueTable, NamedFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What can be wrong with an expression of a definition. */
export interface ExpressionIssueFacts {
  readonly invalid_expression: NamedFacts & {
    /** `mapping "city"` or `filter`. */
    readonly where: string;
    readonly message: string;
    /** The SQL line and a caret under the place, on two lines. */
    readonly excerpt: string;
  };
  readonly invalid_filter: NamedFacts & { readonly message: string };
}

export const expressionIssues: IssueTable<ExpressionIssueFacts> = {
  invalid_expression: {
    severity: "error",
    title: "An expression that Druid would refuse",
    meaning:
      "The expression does not parse as Druid SQL, or it names a function or a column that there is not, or gives a function what it does not take. The service would refuse the job when it is posted or when it runs.",
    fix: "Mend the expression at the place that the caret shows; unknown columns must be in .input().",
    example: {
      wrong: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map({ __time: 'TIME_PARSE("timestamp")', city: 'UPER("city")' });`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map({ __time: 'TIME_PARSE("timestamp")', city: 'UPPER("city")' });`,
    },
    message: ({ where, kind, name, message }) => `${where} of ${kind} ${quoted(name)}: ${message}`,
    detail: ({ excerpt }) => excerpt,
  },
  invalid_filter: {
    severity: "error",
    title: "A filter that is no condition",
    meaning:
      "A filter decides for each record whether it is read: it must be true or false, and it sees one record at a time.",
    fix: "Compare the value with something, as in \"city\" = 'Perth', and aggregate in a mapping instead.",
    example: {
      wrong: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .filter('"city"')
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .filter('"city" IS NOT NULL')
  .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));`,
    },
    message: ({ kind, name, message }) => `filter of ${kind} ${quoted(name)}: ${message}`,
  },
};
