import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { definitionFormat } from "@starfix/dsl";
import { expect, test } from "vitest";
import { issueMessage } from "../issues/compile-issue.ts";
import { formatPosition } from "../project/position.ts";
import { installPackage } from "../testing/install-package.ts";
import { type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const language = fileURLToPath(new URL("../../../dsl/", import.meta.url));

const CATALOG = `import { about, s3Connection } from "@starfix/dsl";
export const lake = about(
  s3Connection("lake").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake"),
  { owner: "Platform" },
);
`;
const GROWTH = `import { batchJob, timeParse } from "@starfix/dsl";
import { lake } from "@acme/catalog";
export const load = batchJob("load")
  .from(lake).prefixes("a/").input({ at: "string" }).into("T").map((c) => ({ __time: timeParse(c.at) }));
`;

/** A project with a copy of the language of its own, as another version would be. */
async function withCopy(change: (file: string, text: string) => string = (_, text) => text): Promise<TemporaryProject> {
  const project = await temporaryProject({
    "package.json": '{ "name": "@acme/growth" }',
    "definitions/load.ts": GROWTH,
  });
  await installPackage(project.cwd, { name: "@acme/catalog", source: CATALOG });
  const copy = join(project.cwd, "node_modules/@starfix/dsl");
  await cp(join(language, "src"), join(copy, "src"), { recursive: true });
  const { exports, dependencies } = JSON.parse(await readFile(join(language, "package.json"), "utf8"));
  const manifest = { name: "@starfix/dsl", version: "0.9.9", type: "module", exports, dependencies };
  await writeFile(join(copy, "package.json"), JSON.stringify(manifest));
  for (const file of ["index.ts", "definition.ts"]) {
    const path = join(copy, "src", file);
    await writeFile(path, change(file, await readFile(path, "utf8")));
  }
  return project;
}

async function reported(project: TemporaryProject): Promise<readonly string[]> {
  const { issues } = await project.compile();
  return issues.map((issue) => {
    const place = issue.position ? formatPosition(issue.position, project.cwd) : "";
    return `${place} ${issue.code}: ${issueMessage(issue, project.cwd)}`;
  });
}

test("a builder of one copy of the language works with the compiler of another", async () => {
  await using project = await withCopy();
  const { artifacts, issues, manifest } = await project.compile();
  expect(issues).toEqual([]);
  expect(artifacts.map(({ path }) => path)).toEqual(["jobs/load.json"]);
  expect(manifest.imports).toEqual([{ package: "@acme/catalog", version: "1.0.0", definitions: ["connection:lake"] }]);
});

test.each([
  { format: definitionFormat + 1, expected: "install a newer starfix" },
  { format: definitionFormat - 1, expected: "install a newer @starfix/dsl, in every package that defines something" },
])("a builder of format $format is refused with what to install", async ({ format, expected }) => {
  await using project = await withCopy((_, text) =>
    text.replace(/definitionFormat = \d+/, `definitionFormat = ${format}`),
  );
  expect(await reported(project)).toEqual([
    `definitions/load.ts:3:21 definition_format: this definition was made by a @starfix/dsl of format ${format}, and this compiler reads format ${definitionFormat}: ${expected}`,
  ]);
});

test("a package that calls a function that an older copy lacks is reported with that version", async () => {
  await using project = await withCopy((file, text) => (file === "index.ts" ? text.replace(" about,", "") : text));
  expect(await reported(project)).toEqual([
    expect.stringMatching(
      /^node_modules\/@acme\/catalog\/definitions\/index\.ts:1:10 invalid_source: No matching export in "node_modules\/@starfix\/dsl\/src\/index\.ts" for import "about".*: correct the name, or install a version of @starfix\/dsl that has it; this is 0\.9\.9$/,
    ),
  ]);
});

test("a package with a copy of its own is reported with both versions", async () => {
  await using project = await withCopy();
  const own = join(project.cwd, "node_modules/@starfix/dsl");
  await cp(own, join(project.cwd, "node_modules/@acme/catalog/node_modules/@starfix/dsl"), { recursive: true });
  expect(await reported(project)).toEqual([
    'definitions/load.ts:1:37 package_loaded_twice: "@starfix/dsl" is loaded twice, from node_modules/@acme/catalog/node_modules/@starfix/dsl (0.9.9) and from node_modules/@starfix/dsl (0.9.9): make all packages use one version, then run npm dedupe or the same command of your package manager',
  ]);
});
