import { formatPosition, type Position } from "../project/position.ts";
import type { DefinitionKind, IssueTable, NamedFacts, NoFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What can be wrong with a definition as a whole: its name, its export, parts that it lacks. */
export interface NameIssueFacts {
  readonly incomplete_definition: { readonly message: string };
  readonly missing_job_id: NoFacts;
  readonly invalid_job_id: { readonly id: string };
  readonly duplicate_name: NamedFacts & {
    readonly earlier: string;
    readonly related?: Position;
    /** Name of the package of the other one, where it is another project's. */
    readonly package?: string;
  };
  readonly not_exported: { readonly kind: DefinitionKind; readonly name: string | undefined };
}

export const nameIssues: IssueTable<NameIssueFacts> = {
  incomplete_definition: {
    severity: "error",
    title: "A definition lacks something",
    meaning:
      "A definition is exported before everything that it needs was said. TypeScript refuses it too where a complete one is expected; the message says what to call.",
    fix: "Call the methods that the message names.",
    example: {
      wrong: `export const koalas = batchJob("koalas").from(demo).prefixes("koalas/").into("Koalas");`,
      right: `export const koalas = batchJob("koalas")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
    },
    message: ({ message }) => message,
  },
  missing_job_id: {
    severity: "error",
    title: "A job without a name",
    meaning:
      "The id of a job names its artifact, and without one the name of the export does. A job in a list, or a default export, has neither.",
    fix: 'Give the job an id, as in batchJob("koalas"), or export it under a name of its own.',
    example: {
      wrong: `export default batchJob()
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
      right: `export const koalas = batchJob()
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
    },
    message: () => 'a job without a name: give it one, as in batchJob("koalas"), or export it under a name of its own',
  },
  invalid_job_id: {
    severity: "error",
    title: "An export whose name cannot name a file",
    meaning:
      "A job without an id is named by its export, and that name becomes the name of a file: 1 to 64 ASCII letters, digits and the characters . _ -",
    fix: 'Give the job an id, as in batchJob("koalas").',
    example: {
      wrong: `export const größe = batchJob()
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
      right: `export const größe = batchJob("groesse")
  .from(demo)
  .prefixes("koalas/")
  .input({ timestamp: "string" })
  .into("Koalas", { createIfMissing: true })
  .map((c) => ({ __time: timeParse(c.timestamp) }));`,
    },
    message: ({ id }) =>
      `invalid job id: expected 1 to 64 ASCII letters, digits and the characters . _ -, received ${quoted(id)}; give it one, as in batchJob("koalas")`,
  },
  duplicate_name: {
    severity: "error",
    title: "Two definitions of one name",
    meaning:
      "Two definitions of one kind have the same name, or names that differ only in case, which some file systems take for one file. One of them would replace the other without a word.",
    fix: "Rename one of the two.",
    example: {
      wrong: `export const first = demoConnection("Demo");
export const second = demoConnection("demo");

function demoConnection(name: string) {
  return s3Connection(name)
    .bucket("demo-bucket")
    .region("us-east-1")
    .role("arn:aws:iam::012345678901:role/demo-role");
}`,
      right: `export const first = demoConnection("demo-north");
export const second = demoConnection("demo-south");

function demoConnection(name: string) {
  return s3Connection(name)
    .bucket("demo-bucket")
    .region("us-east-1")
    .role("arn:aws:iam::012345678901:role/demo-role");
}`,
    },
    message: ({ kind, name, earlier, related, package: owner }, cwd) => {
      const place = owner === undefined ? related && `at ${formatPosition(related, cwd)}` : `in ${quoted(owner)}`;
      const other = place ? ` (the other is ${place})` : "";
      return name === earlier
        ? `two ${kind}s are named ${quoted(name)}: rename one of them${other}`
        : `${kind}s ${quoted(earlier)} and ${quoted(name)} differ only in case, and some file systems would hold one file for both: rename one of them${other}`;
    },
  },
  not_exported: {
    severity: "error",
    title: "A definition that nobody exports",
    meaning:
      "A definition is made and no definition file exports it, so that it would never be built. Most often the word export is missing, or it is an earlier draft that was left.",
    fix: "Export it from a definition file, or remove it.",
    example: {
      wrong: `const draft = s3Connection("draft")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
      right: `export const draft = s3Connection("draft")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ kind, name }) =>
      `${kind}${name === undefined ? "" : ` ${quoted(name)}`} is made here and never exported: export it from a definition file, or remove it`,
  },
};
