import type { IssueTable, NoFacts } from "./issue-kind.ts";
import { quoted } from "./issue-kind.ts";

/** What can go wrong before there are definitions. */
export interface LoadIssueFacts {
  readonly no_definitions: { readonly patterns: readonly string[]; readonly cwd: string };
  readonly empty_file: NoFacts;
  readonly invalid_source: { readonly message: string };
  readonly definition_threw: { readonly message: string };
  readonly definitions_timeout: { readonly seconds: number };
  readonly definitions_exited: { readonly exitCode: number };
  readonly definitions_memory: { readonly message: string };
  readonly definitions_unsettled: NoFacts;
  readonly unused_param: {
    readonly name: string;
    /** The parameters that definitions read, sorted. */
    readonly known: readonly string[];
  };
  readonly definition_format: { readonly format: number; readonly expected: number };
  readonly package_loaded_twice: {
    readonly name: string;
    /** The copies, in the order of their folders, which are relative to the project. */
    readonly copies: readonly { readonly folder: string; readonly version: string | undefined }[];
  };
}

export const loadIssues: IssueTable<LoadIssueFacts> = {
  no_definitions: {
    severity: "error",
    title: "No file holds definitions",
    meaning:
      "No file of the project matches the pattern of definitions. A build of nothing would take away the artifacts of the last one, so it is refused.",
    fix: 'Add a definition file, or set "definitions" in starfix.config.ts to the pattern that yours match.',
    example: {
      wrong: `// starfix.config.ts
export default defineConfig({ definitions: "ingest/*.ts" }); // and there is no such file`,
      right: `// starfix.config.ts
export default defineConfig({ definitions: "definitions/**/*.ts" });`,
    },
    message: ({ patterns, cwd }) =>
      `no file matches ${patterns.join(", ")} in ${cwd}: add a definition file, or set "definitions" in starfix.config.ts`,
  },
  empty_file: {
    severity: "error",
    title: "A definition file defines nothing",
    meaning:
      "A file matches the pattern of definitions and exports no definition: what somebody wrote there would never be built. Often the export is missing, or the file holds what others share.",
    fix: "Export a definition from the file, or move it to a folder that the pattern does not match.",
    example: {
      wrong: `export const bucket = "demo-bucket";`,
      right: `export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: () => "this file exports no definition: export one, or move the file out of the pattern of definitions",
  },
  invalid_source: {
    severity: "error",
    title: "A file cannot be read as TypeScript",
    meaning:
      "The file does not parse, or it imports something that is not there. Nothing was run. Types are not looked at here: that is the work of your editor and of tsc.",
    fix: "Mend the syntax or the import at the place that is shown; install the package if it is one.",
    example: {
      wrong: `export const demo = s3Connection("demo-conn"`,
      right: `export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ message }) => message,
  },
  definition_threw: {
    severity: "error",
    title: "A definition file threw an error",
    meaning:
      "The file was run to learn its definitions, and it threw. Most often a builder was given a value that it cannot hold: the message says what it expected and what it received.",
    fix: "Give the call at the place that is shown what it expects.",
    example: {
      wrong: `export const demo = s3Connection("demo-conn").bucket("s3://demo-bucket");`,
      right: `export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ message }) => message,
  },
  definitions_timeout: {
    severity: "error",
    title: "The definitions did not come to an end",
    meaning:
      "Running the definition files took longer than they are allowed to. A loop that never ends, or a wait for something that never comes, would hold up every build. The place shown is where they were when they were stopped.",
    fix: "Take out the loop or the wait; read what is slow into a file beforehand and import that.",
    example: {
      wrong: `for (;;) {}`,
      right: `for (const city of ["sydney", "perth"]) {
  console.log(city);
}
export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ seconds }) => `the definitions were stopped after ${seconds} s: expected them to come to an end`,
  },
  definitions_exited: {
    severity: "error",
    title: "A definition file ended the process",
    meaning: "A definition file called process.exit(), so that the definitions after it were never seen.",
    fix: "Throw an error in place of process.exit(): it is shown with its line.",
    example: {
      wrong: `if (!process.env.STAGE) process.exit(1);`,
      right: `export const demo = s3Connection("demo-conn")
  .bucket(param("bucket", { default: "demo-bucket" }))
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ exitCode }) =>
      `process.exit(${exitCode}) was called before all definitions were read: throw an error in its place`,
  },
  definitions_memory: {
    severity: "error",
    title: "The definitions need more memory than there is",
    meaning:
      "Running the definition files filled the memory that Node gives them. Most often a list or a text grows in a loop that never ends.",
    fix: "Make the lists smaller, or let the loop come to an end.",
    example: {
      wrong: `const all: unknown[] = [];
for (;;) all.push(new Array(1_000_000).fill(all.length));`,
      right: `export const demo = s3Connection("demo-conn")
  .bucket("demo-bucket")
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ message }) => `the definitions ran out of memory: ${message}`,
  },
  definitions_unsettled: {
    severity: "error",
    title: "The definitions wait for something that never comes",
    meaning:
      "A definition file awaits a promise at its top, and nothing is left that could settle it, so that the definitions after it were never seen.",
    fix: "Await only what comes to an end.",
    example: {
      wrong: `await new Promise(() => {});`,
      right: `const bucket = await Promise.resolve("demo-bucket");
export const other = s3Connection("other")
  .bucket(bucket)
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: () => "the definitions wait for a promise that nothing can settle: await only what comes to an end",
  },
  unused_param: {
    severity: "error",
    title: "A parameter that no definition reads",
    meaning:
      "A value was given for a parameter, and no definition asks for a parameter of that name. Most often the name is misspelt, and the definition goes on with its default.",
    fix: "Mend the spelling of the name, or do not give the value.",
    example: {
      wrong: `// starfix build --param bukket=other-bucket
export const other = s3Connection("other")
  .bucket(param("bucket", { default: "demo-bucket" }))
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
      right: `// starfix build --param bucket=other-bucket
export const other = s3Connection("other")
  .bucket(param("bucket", { default: "demo-bucket" }))
  .region("us-east-1")
  .role("arn:aws:iam::012345678901:role/demo-role");`,
    },
    message: ({ name, known }) =>
      `no definition reads parameter ${quoted(name)}: expected ${known.length === 0 ? "none" : known.map(quoted).join(" or ")}`,
  },
  definition_format: {
    severity: "error",
    title: "A definition of another version of @starfix/dsl",
    meaning:
      "The definition was made by a @starfix/dsl whose definitions this compiler cannot read. A package that you import brings its own, older or newer one.",
    fix: "Install versions of @starfix/dsl and starfix that belong together, in every package that defines something.",
    example: {
      wrong: `// package.json
{ "dependencies": { "starfix": "2.0.0", "@starfix/dsl": "1.0.0" } }`,
      right: `// package.json
{ "dependencies": { "starfix": "2.0.0", "@starfix/dsl": "2.0.0" } }`,
    },
    message: ({ format, expected }) =>
      `this definition was made by a @starfix/dsl of format ${format}, and this compiler reads format ${expected}: install ${format < expected ? "a newer @starfix/dsl, in every package that defines something" : "a newer starfix"}`,
  },
  package_loaded_twice: {
    severity: "error",
    title: "Two copies of one package",
    meaning:
      "Two copies of @starfix/dsl, or of one package of definitions, are part of this build. What one copy defines the other does not know: a shared connection would be another one for each copy, and a change would reach one of them only.",
    fix: "Make every package depend on one version, declare @starfix/dsl as a peer dependency in shared packages, and run your package manager's dedupe command.",
    example: {
      wrong: `// package.json of a shared package
{ "dependencies": { "@starfix/dsl": "1.0.0" } }`,
      right: `// package.json of a shared package
{ "peerDependencies": { "@starfix/dsl": "^1.0.0" } }`,
    },
    message: ({ name, copies }) => {
      const shown = copies.map(({ folder, version }) => (version === undefined ? folder : `${folder} (${version})`));
      const times = copies.length === 2 ? "twice" : `${copies.length} times`;
      return `${quoted(name)} is loaded ${times}, from ${shown.join(" and from ")}: make all packages use one version, then run npm dedupe, or what your package manager has for it`;
    },
  },
};
