import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const SRC = import.meta.dirname;

/** Every module that runs as soon as `file` is imported, and the packages among them. */
async function reachable(file: string, seen: Set<string> = new Set()): Promise<Set<string>> {
  if (seen.has(relative(SRC, file))) return seen;
  seen.add(relative(SRC, file));
  const text = await readFile(file, "utf8");
  for (const [, clause, target = ""] of text.matchAll(/^(?:import|export)\s([^;]*?)\sfrom\s"([^"]+)";/gms)) {
    if (clause?.startsWith("type ")) continue;
    if (target.startsWith(".")) await reachable(join(dirname(file), target), seen);
    else seen.add(target);
  }
  return seen;
}

const packagesOf = async (file: string) =>
  [...(await reachable(join(SRC, file)))].filter((name) => name.startsWith("@"));

test("the command line itself loads commander and no command", async () => {
  const modules = await reachable(join(SRC, "main.ts"));
  expect(modules).toContain("commander");
  expect([...modules].filter((name) => !name.endsWith(".ts") && !name.startsWith("node:"))).toEqual(["commander"]);
  expect([...modules].filter((name) => name.startsWith("commands/"))).toEqual([]);
});

test("a command loads the packages it needs when it is called", async () => {
  for (const name of await readdir(join(SRC, "commands"))) {
    if (!name.endsWith(".test.ts")) expect(await packagesOf(`commands/${name}`)).toEqual([]);
  }
  expect(await packagesOf("compile.ts")).toEqual([]);
  // What is edited, completed and type-checked costs nothing where it is not.
  for (const name of ["build", "check", "watch"]) {
    const own = [...(await reachable(join(SRC, `commands/${name}.ts`)))];
    expect(own.filter((module) => /^(init|types|editor|completion|apply|serve|infer)\//.test(module))).toEqual([]);
    expect(own).not.toContain("jsonc-parser");
  }
  expect(await packagesOf("apply/apply-artifacts.ts")).toEqual(["@starfix/client", "@starfix/schema/descriptors"]);
});

test("the compiler that a command loads leaves the other packages to the thread of the definitions", async () => {
  const modules = [...(await reachable(join(SRC, "../../compiler/src/index.ts")))];
  expect(modules).toContain("tinyglobby");
  expect(modules.filter((name) => /^(?:@starfix|semver|zod|oxc-parser)\b/.test(name))).toEqual([]);
});

test("the thread of the definitions is started ahead for the commands that run definitions, and for no others", async () => {
  const main = await readFile(join(SRC, "main.ts"), "utf8");
  const [, list = ""] = /COMPILING: ReadonlySet<string> = new Set\(\[([^\]]*)\]\)/.exec(main) ?? [];
  const compiling: string[] = [];
  for (const name of await readdir(join(SRC, "commands"))) {
    if (/\b(?:compile|checkOnly|watchProject)\(/.test(await readFile(join(SRC, "commands", name), "utf8"))) {
      if (!name.endsWith(".test.ts")) compiling.push(name.replace(".ts", ""));
    }
  }
  expect(list.replaceAll('"', "").split(", ")).toEqual(compiling.sort());
});

test("a package that need not be installed is reached behind the one place that says what is missing", async () => {
  const optional = /"@starfix\/(?:engine|engine-duckdb|server)"/;
  const names = (await readdir(SRC, { recursive: true })).filter(
    (name) => name.endsWith(".ts") && !/\.test\.ts$|^testing\//.test(name),
  );
  const dynamic: string[] = [];
  const fixed: string[] = [];
  for (const name of names) {
    const text = await readFile(join(SRC, name), "utf8");
    if (/import\("@starfix\/(?:engine|server)/.test(text)) dynamic.push(name);
    if (
      [...text.matchAll(/^(?:import|export)\s[^;]*;/gm)].some(
        ([clause]) => optional.test(clause) && !/^\w+ type\s/.test(clause),
      )
    )
      fixed.push(name);
  }
  expect(dynamic.sort()).toEqual(["commands/serve.ts", "infer/load-readers.ts"]);
  for (const name of dynamic) expect(await readFile(join(SRC, name), "utf8")).toContain("await loadOptional(context, ");
  expect(fixed).toContain("infer/read-sample.ts");
  expect(fixed.filter((name) => !name.startsWith("infer/"))).toEqual([]);
  // DuckDB is another need than the readers.
  const readers = await reachable(join(SRC, "infer/infer-source.ts"));
  expect(readers).toContain("@starfix/engine");
  expect(readers).not.toContain("@starfix/engine-duckdb");
});

test("what a file of settings imports reaches nothing", async () => {
  expect([...(await reachable(join(SRC, "index.ts")))]).toEqual(["index.ts", "define-config.ts"]);
  for (const name of ["index.ts", "define-config.ts"]) {
    expect(await readFile(join(SRC, name), "utf8")).not.toContain("import(");
  }
});

test("a server answers before the contract, the rules, the parser and the engine are loaded", async () => {
  const packages = async (file: string) =>
    [...(await reachable(join(SRC, "../..", file)))].filter(
      (name) => !name.endsWith(".ts") && !name.startsWith("node:"),
    );
  expect((await packages("server/src/index.ts")).sort()).toEqual(["@hono/node-server", "@starfix/store", "hono"]);
  expect((await packages("engine-duckdb/src/index.ts")).sort()).toEqual([
    "@duckdb/node-api",
    "@starfix/store",
    "@starfix/store/driver",
  ]);
});
