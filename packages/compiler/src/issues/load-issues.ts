import { error, type IssueTable, type NoFacts, quoted } from "./issue-kind.ts";

/** Issues of finding, bundling and running definition files. */
export interface LoadIssueFacts {
  readonly no_definitions: { readonly patterns: readonly string[]; readonly cwd: string };
  readonly empty_file: NoFacts;
  readonly invalid_source: { readonly message: string };
  readonly definition_threw: { readonly message: string };
  readonly contradicting_calls: { readonly message: string };
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
  no_definitions: error(
    ({ patterns, cwd }) =>
      `no file matches ${patterns.join(", ")} in ${cwd}: add a definition file, or set "definitions" in starfix.config.ts`,
  ),
  empty_file: error(
    () => "this file exports no definition: export one, or move the file out of the pattern of definitions",
  ),
  invalid_source: error(({ message }) => message),
  definition_threw: error(({ message }) => message),
  contradicting_calls: error(({ message }) => message),
  definitions_timeout: error(
    ({ seconds }) => `the definitions were stopped after ${seconds} s: expected them to come to an end`,
  ),
  definitions_exited: error(
    ({ exitCode }) => `process.exit(${exitCode}) was called before all definitions were read: throw an error instead`,
  ),
  definitions_memory: error(({ message }) => `the definitions ran out of memory: ${message}`),
  definitions_unsettled: error(
    () => "the definitions wait for a promise that nothing can settle: await only what comes to an end",
  ),
  unused_param: error(
    ({ name, known }) =>
      `no definition reads parameter ${quoted(name)}: expected ${known.length === 0 ? "none" : known.map(quoted).join(" or ")}`,
  ),
  definition_format: error(
    ({ format, expected }) =>
      `this definition was made by a @starfix/dsl of format ${format}, and this compiler reads format ${expected}: install ${format < expected ? "a newer @starfix/dsl, in every package that defines something" : "a newer starfix"}`,
  ),
  package_loaded_twice: error(({ name, copies }) => {
    const shown = copies.map(({ folder, version }) => (version === undefined ? folder : `${folder} (${version})`));
    const times = copies.length === 2 ? "twice" : `${copies.length} times`;
    return `${quoted(name)} is loaded ${times}, from ${shown.join(" and from ")}: make all packages use one version, then run npm dedupe or the same command of your package manager`;
  }),
};
