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
      -V, --version       print the version
      -h, --help          print this help

    Commands:
      init [folder]       make a folder, new or not, a project of definitions
      build               compile the definitions and write the artifacts
      check               compile the definitions and print what is wrong
      watch               build now and after every change, until Ctrl-C
      list                list the definitions with their places and owners
      graph               show what jobs read, and which tables they fill
      explain [code]      explain the code of an issue and how to fix it
      serve               run a Polaris-compatible server on DuckDB
      apply               build, then bring definitions to a server
      query <sql>         run a SQL query on a server and print its rows
      infer <source>      read a sample of data, print an input schema for it
      completion <shell>  print a script that completes commands in a shell

    \`starfix <command> --help\` prints the options of a command.
    "
  `);
});

test("the --help of every command fits a screen", async () => {
  const { stdout: help } = await run(["--help"]);
  const [, commands = ""] = help.split("Commands:\n");
  const names = [...commands.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
  expect(names).toContain("build");
  for (const name of ["", ...names]) {
    const { code, stdout } = await run(name === "" ? ["--help"] : [name, "--help"]);
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    if (name !== "") expect(lines[0]).toMatch(new RegExp(`^Usage: starfix ${name} \\[options\\]( \\S+)?$`));
  }
  expect((await run(["completion", "bash", "--json"])).stdout).toContain(names.join("|"));
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
