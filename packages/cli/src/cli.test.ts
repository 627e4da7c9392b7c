import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { run } from "./testing/run.ts";

test("--help fits a screen", async () => {
  const { code, stdout, stderr } = await run(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "Usage: starfix <command> [options]

    Ingestion definitions as TypeScript, for Imply Polaris and Apache Druid.

    Options:
      -V, --version    print the version
      -h, --help       print this help

    Commands:
      build [options]  compile the definitions and write the artifacts
      check [options]  compile the definitions, print what is wrong, write nothing
      serve [options]  run a Polaris-compatible server on DuckDB
      apply [options]  build, then bring connections and jobs to a server, each job
                       exactly once

    \`starfix <command> --help\` tells the options of a command.
    "
  `);
});

test.each(["build", "check", "serve", "apply"])("%s --help fits a screen", async (name) => {
  const { code, stdout } = await run([name, "--help"]);
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines[0]).toBe(`Usage: starfix ${name} [options]`);
});

test("--version prints the version of the package", async () => {
  const manifest = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  expect(await run(["--version"])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: "" });
});

test("no command prints the help and is a mistake", async () => {
  const { code, stdout, stderr } = await run([]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("Usage: starfix <command> [options]");
});

test("an unknown command is refused and the nearest one named", async () => {
  expect(await run(["biuld"])).toEqual({
    code: 1,
    stdout: "",
    stderr: "error: unknown command 'biuld'\n(Did you mean build?)\n",
  });
});

test("an unknown option is refused and the nearest one named", async () => {
  const { code, stdout, stderr } = await run(["build", "--chekc"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe("error: unknown option '--chekc'\n(Did you mean --check?)\n");
});

test.each([
  [["build", "more"], "error: too many arguments for 'build'. Expected 0 arguments but got 1.\n"],
  [["build", "--out"], "error: option '--out <dir>' argument missing\n"],
  [
    ["serve", "--port", "70000"],
    "error: option '--port <port>' argument '70000' is invalid. Expected a whole number from 0 to 65535.\n",
  ],
  [
    ["serve", "--port", "80a"],
    "error: option '--port <port>' argument '80a' is invalid. Expected a whole number from 0 to 65535.\n",
  ],
])("%j is refused", async (argv, message) => {
  expect(await run(argv)).toEqual({ code: 1, stdout: "", stderr: message });
});

test("--json gives one JSON object for a mistake too", async () => {
  const { code, stdout, stderr } = await run(["build", "--chekc", "--json"]);
  const message = "error: unknown option '--chekc'\n(Did you mean --check?)";
  expect(code).toBe(1);
  expect(stdout).toBe(`${JSON.stringify({ error: { message } })}\n`);
  expect(stderr).toBe(`${message}\n`);
});
