import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileProject } from "./build/compile-project.ts";
import { type IssueCode, issueMessage, severityOf } from "./issues/compile-issue.ts";
import { explainIssues } from "./issues/explain-issue.ts";
import { loadProject } from "./load/load-project.ts";
import { formatPosition } from "./project/position.ts";
import { conditions, temporaryProject } from "./testing/temporary-project.ts";
import { typeRefusals } from "./testing/type-refusals.ts";
import { uncompiledExamples } from "./testing/uncompiled-examples.ts";
import { readWrongDefinitions, type WrongDefinition, wrongFolder } from "./testing/wrong-definition.ts";

const all = await readWrongDefinitions();

/** Codes that no file here and no example of a page shows, and why. */
const notShown: readonly IssueCode[] = [
  // Takes as long as the time limit.
  "definitions_timeout",
  // Takes as long as it takes to fill the memory of a thread.
  "definitions_memory",
  // Take two versions of a package.
  "imported_name",
  "imported_type",
  "imported_column_removed",
  "imported_column_type",
  // Take a service that knows all connections and tables.
  "unknown_connection",
  "unknown_table",
];

/** A message names what would be right, or says what to do. */
const helps: readonly RegExp[] = [
  /expected .+ (received|found) /is,
  /takes .+, received /,
  /did you mean /,
  /is not in the input schema, which has /,
  /[:;,] (add|aggregate|await|begin|build|call|chain|choose|correct|declare|export|give|install|leave|make|map|move|name|put|remove|rename|throw|use|write) /,
  /[:;] expected /,
];

/** Errors of JavaScript itself, in its own words. */
const wordsOfNode: readonly string[] = ["075-measure-of-a-detail-table", "105-mistake-of-plain-javascript"];

/** It has no types. */
const doesNotParse = "103-bracket-that-is-not-closed";

interface Said {
  readonly place: string;
  readonly message: string;
}

const compiled = new Map<WrongDefinition, Promise<readonly Said[]>>();

/** The issues of a wrong definition, which is compiled once. */
function issuesOf(wrong: WrongDefinition): Promise<readonly Said[]> {
  const said = compiled.get(wrong) ?? compile(wrong);
  compiled.set(wrong, said);
  return said;
}

async function compile({ files, params }: WrongDefinition): Promise<readonly Said[]> {
  await using project = await temporaryProject(files);
  const { cwd } = project;
  const { issues, artifacts } = await compileProject(await loadProject({ cwd, conditions }), { conditions, params });
  expect(artifacts.length === 0).toBe(issues.some((issue) => severityOf(issue) === "error"));
  return issues.map((issue) => ({
    place: issue.position ? `${issue.code} ${formatPosition(issue.position, cwd)}` : issue.code,
    message: issueMessage(issue, cwd).replaceAll(cwd, "the project"),
  }));
}

test("there are at least forty wrong definitions, and every code is shown by one or by the example of its page", async () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
  const shown = new Set(all.flatMap(({ refused }) => refused.map((issue) => issue.split(" ")[0])));
  const codes = (await explainIssues()).map(({ code }) => code);
  expect(codes.filter((code) => !shown.has(code) && uncompiledExamples.has(code)).sort()).toEqual([...notShown].sort());
});

test.each(all.map((wrong) => [wrong.name, wrong] as const))("%s is refused at its place", async (name, wrong) => {
  expect(wrong.refused).not.toEqual([]);
  const issues = await issuesOf(wrong);
  expect(issues.map(({ place }) => place).sort()).toEqual(wrong.refused);
  for (const { message } of wordsOfNode.includes(name) ? [] : issues) {
    expect(helps.some((pattern) => pattern.test(message)) || message).toBe(true);
  }
});

test("the message of each wrong definition", async () => {
  const said: string[] = [];
  for (const wrong of all) {
    said.push(`${wrong.name}\n${(await issuesOf(wrong)).map(({ message }) => `  ${message}\n`).join("")}`);
  }
  await expect(said.join("")).toMatchFileSnapshot("../fixtures/wrong-messages.txt");
});

test("TypeScript says of each file what the file says that it will, on that line, and nothing else", async () => {
  const checked = all.filter(({ name }) => name !== doesNotParse);
  const paths = checked.flatMap(({ name, files }) =>
    Object.keys(files)
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(wrongFolder, path === `definitions/${name}.ts` ? `${name}.ts` : join(name, path))),
  );
  const promised = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  expect(promised.filter((text) => text.includes("@ts-expect-error")).length).toBeGreaterThanOrEqual(40);
  for (const [path, { said, expected }] of typeRefusals(paths)) {
    const file = path.slice(wrongFolder.length);
    expect(said.map(({ line }) => `${file}:${line}`)).toEqual(expected.map(({ line }) => `${file}:${line}`));
    for (const [index, { text }] of expected.entries()) {
      expect(text, `${file} says what it expects`).not.toBe("");
      expect(said[index]?.message).toContain(text);
    }
  }
});
