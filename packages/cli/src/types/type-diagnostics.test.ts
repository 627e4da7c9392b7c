import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { KOALAS } from "../testing/koalas-project.ts";
import { run } from "../testing/run.ts";
import { tempFolder } from "../testing/temp-folder.ts";

/** A compiler of that version, which prints its own name and this text. */
function compiler(name: string, version: string, text: string, exitCode: number): Readonly<Record<string, string>> {
  const program = name === "typescript" ? "tsc" : "tsgo";
  const folder = `node_modules/${name}`;
  const says = `${text}`.replaceAll("NAME", `${name} ${version}`);
  return {
    [`${folder}/package.json`]: JSON.stringify({
      name,
      version,
      type: "commonjs",
      bin: { [program]: `bin/${program}.js` },
    }),
    [`${folder}/bin/${program}.js`]: `process.stdout.write(${JSON.stringify(says)}); process.exitCode = ${exitCode};\n`,
  };
}

const project = { "definitions/koalas.ts": KOALAS, "tsconfig.json": "{}" };
const ERROR = "definitions/koalas.ts(3,14): error TS2322: said by NAME\n  and why\n";

test("an error of TypeScript is an issue with its line, among our own", async () => {
  await using folder = await tempFolder({
    ...project,
    "definitions/koalas.ts": KOALAS.replace("__time:", "time:"),
    ...compiler("typescript", "6.0.3", ERROR, 2),
  });
  const { code, stderr } = await run(["check", "--types"], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatchInlineSnapshot(`
    "definitions/koalas.ts:3:14 - error TS2322: said by typescript 6.0.3
      3 | export const demo = s3Connection("demo-conn")
        |              ^
      | and why
    definitions/koalas.ts:14:4 - error missing_time: job "koalas": no mapping of __time: add one, such as TIME_PARSE("timestamp")
      14 |   .map((c) => ({
         |    ^~~
      help: Map __time, such as __time: timeParse(c.timestamp).
    2 errors, nothing was written
    "
  `);
  const sarif = await run(["check", "--types", "--format", "sarif"], { cwd: folder.path });
  const [{ results, tool }] = JSON.parse(sarif.stdout).runs;
  expect(results.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(["TS2322", "missing_time"]);
  expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["TS2322", "missing_time"]);
  const github = await run(["check", "--types", "--format", "github"], { cwd: folder.path });
  expect(github.stdout.split("\n")[0]).toBe(
    "::error file=definitions/koalas.ts,line=3,col=14,title=TS2322::said by typescript 6.0.3%0Aand why",
  );
});

test.each([
  {
    given: [compiler("typescript", "6.0.3", ERROR, 2), compiler("@typescript/native-preview", "7.0.0-dev", ERROR, 2)],
    want: "@typescript/native-preview 7.0.0-dev",
  },
  {
    given: [compiler("typescript", "7.0.2", ERROR, 1), compiler("@typescript/native-preview", "7.0.0-dev", ERROR, 2)],
    want: "typescript 7.0.2",
  },
])("$want is the compiler", async ({ given, want }) => {
  await using folder = await tempFolder({ ...project, ...Object.assign({}, ...given) });
  const { stdout } = await run(["check", "--types", "--json"], { cwd: folder.path });
  expect(JSON.parse(stdout).issues).toMatchObject([
    { code: "TS2322", message: `said by ${want}`, position: { file: "definitions/koalas.ts", line: 3, column: 14 } },
  ]);
});

test("a compiler that finds nothing leaves nothing to say", async () => {
  await using folder = await tempFolder({ ...project, ...compiler("typescript", "7.0.2", "", 0) });
  expect(await run(["check", "--types"], { cwd: folder.path })).toMatchObject({ code: 0, stderr: "" });
});

test("a compiler that breaks is named, with what it said", async () => {
  await using folder = await tempFolder({ ...project, ...compiler("typescript", "7.0.2", "out of luck\n", 3) });
  expect(await run(["check", "--types"], { cwd: folder.path })).toEqual({
    code: 1,
    stdout: "",
    stderr: "typescript 7.0.2 ended with 3 and named no error; it said: out of luck\n",
  });
});

test("without a tsconfig.json or a compiler --types is refused", async () => {
  // Outside of this repository, which has both.
  const folder = await mkdtemp(join(await realpath(tmpdir()), "starfix-types-"));
  try {
    const config = await run(["check", "--types"], { cwd: folder });
    expect(config).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`no tsconfig.json in ${folder} or above it`),
    });
    await writeFile(join(folder, "tsconfig.json"), "{}");
    const { code, stderr } = await run(["check", "--types"], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain(`no TypeScript is installed in ${folder} or above it`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
