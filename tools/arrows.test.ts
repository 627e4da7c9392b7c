import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/**
 * The folders of each package's `src`, from low to high: a folder imports values only of itself and of folders before it.
 * A root file counts as part of the highest folder that it reaches. Within a folder there is no order, but no cycle either.
 */
const folderOrder: Readonly<Record<string, readonly string[]>> = {
  cli: ["completion", "editor", "types", "init", "infer", "query", "serve", "apply", "against", "commands"],
  client: [],
  codegen: ["cache", "embed", "output", "report", "load", "normalise", "diff", "targets", "config", "command"],
  compiler: [
    "project",
    "generated",
    "issues",
    "locate",
    "load",
    "emit",
    "share",
    "resolve",
    "compile",
    "thread",
    "report",
    "graph",
    "write",
    "build",
    "derive",
    "watch",
  ],
  dsl: ["about", "generated", "format", "input", "time", "connection", "table", "job"],
  engine: ["objects", "values", "buckets", "records", "conformance"],
  "engine-druid": ["catalog", "statement", "run", "query"],
  "engine-duckdb": ["functions", "parquet", "store", "translate", "prepare", "storage", "query", "ingest", "host"],
  expr: ["column-fit", "time", "catalogue", "parse", "functions", "check", "query", "statement"],
  rules: ["codec", "issues", "objects", "names", "time", "connection", "contract", "project", "table", "job"],
  schema: ["generated"],
  server: ["http", "auth", "secrets", "sources", "jobs", "query", "resources"],
  store: ["records", "kinds", "conformance", "memory"],
  testing: ["matchers", "preview"],
};

/** The packages by the names of their folders, which are the names of the table. */
const manifests: ReadonlyMap<string, Manifest> = new Map(
  readdirSync(join(root, "packages")).map((folder) => [
    folder,
    JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")),
  ]),
);
const folderOf = new Map([...manifests].map(([folder, { name }]) => [name, folder]));

/** The table of arrows in AGENTS.md: package → packages of ours that it may import at run time. */
function tableOfArrows(): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = readFileSync(join(root, "AGENTS.md"), "utf8").matchAll(/^\| `([a-z-]+)` *\| ([^|]*)\|/gm);
  const table = new Map<string, ReadonlySet<string>>();
  for (const [, name = "", allowed = ""] of rows) {
    if (!manifests.has(name)) continue;
    const names = [...allowed.matchAll(/`([a-z-]+)`/g)].map(([, other = ""]) => other);
    table.set(name, allowed.startsWith("everything") ? new Set(manifests.keys()) : new Set(names));
  }
  return table;
}

/** Packages of ours among some dependencies, by folder. */
function ours(dependencies: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.keys(dependencies).flatMap((name) => folderOf.get(name) ?? []);
}

interface Source {
  /** Path relative to the `src` of its package. */
  readonly path: string;
  readonly text: string;
}

/** The sources of a package, without tests and their helpers. */
function sourcesOf(folder: string): readonly Source[] {
  const src = join(root, "packages", folder, "src");
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.ts$/.test(path) && !/\.test(-d)?\.ts$/.test(path) && !/(^|\/)testing\//.test(path))
    .map((path) => ({ path, text: readFileSync(join(src, path), "utf8") }));
}

/** The import specifiers of a source, without type-only imports. */
function importsOf({ text }: Source): readonly string[] {
  const found = text.matchAll(/^(?:import|export)\s+(?!type\b)(?:[^;"]*?\sfrom\s+)?"([^"]+)";|\bimport\("([^"]+)"\)/gm);
  return [...found].map(([, named, dynamic]) => named ?? dynamic ?? "");
}

/** Packages of ours that the sources of a package import at run time. */
function importedBy(folder: string): ReadonlySet<string> {
  const names = sourcesOf(folder)
    .flatMap(importsOf)
    .flatMap((name) => /^(@starfix\/[a-z0-9-]+|starfix)(?:\/|$)/.exec(name)?.[1] ?? []);
  return new Set(names.map((name) => folderOf.get(name) ?? name));
}

/** The sources of a package that each of its sources imports at run time. */
function filesImportedIn(folder: string): ReadonlyMap<string, readonly string[]> {
  const sources = sourcesOf(folder);
  const known = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map((source) => {
      const imported = importsOf(source).filter((name) => name.startsWith("."));
      return [source.path, imported.map((name) => join(source.path, "..", name)).filter((path) => known.has(path))];
    }),
  );
}

/** Every cycle that a walk meets, as `a -> b -> a`. */
function cyclesIn(edges: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): readonly string[] => {
    if (path.includes(name)) return [[...path.slice(path.indexOf(name)), name].join(" -> ")];
    if (done.has(name)) return [];
    const cycles = (edges.get(name) ?? []).flatMap((next) => walk(next, [...path, name]));
    done.add(name);
    return cycles;
  };
  return [...edges.keys()].flatMap((name) => walk(name, []));
}

/** Imports that go up in the order of folders, as `file -> file`. */
function upwardImports(edges: ReadonlyMap<string, readonly string[]>, order: readonly string[]): readonly string[] {
  const levels = new Map<string, number>();
  const levelOf = (path: string): number => {
    const [folder = "", ...rest] = path.split("/");
    if (rest.length > 0) return order.indexOf(folder);
    if (!levels.has(path)) {
      levels.set(path, -1);
      levels.set(path, Math.max(-1, ...(edges.get(path) ?? []).map(levelOf)));
    }
    return levels.get(path) ?? -1;
  };
  return [...edges].flatMap(([path, imported]) =>
    imported.filter((other) => levelOf(other) > levelOf(path)).map((other) => `${path} -> ${other}`),
  );
}

test("the table of arrows names every package", () => {
  expect([...tableOfArrows().keys()].sort()).toEqual([...manifests.keys()].sort());
});

test.each([...manifests.keys()])("%s depends only on what the table of arrows allows", (folder) => {
  const allowed = tableOfArrows().get(folder) ?? new Set();
  const manifest = manifests.get(folder);
  // A peer dependency is imported where it is installed.
  const dependencies = [...ours(manifest?.dependencies), ...ours(manifest?.peerDependencies)];
  expect(dependencies.filter((other) => !allowed.has(other))).toEqual([]);
  expect([...importedBy(folder)].filter((other) => other !== folder && !dependencies.includes(other))).toEqual([]);
});

test("no cycle among packages, those for development included", () => {
  const edges = [...manifests].map(
    ([folder, { dependencies, devDependencies }]) =>
      [folder, [...ours(dependencies), ...ours(devDependencies)]] as const,
  );
  expect(cyclesIn(new Map(edges))).toEqual([]);
});

describe.each([...manifests.keys()])("the sources of %s", (folder) => {
  const order = folderOrder[folder] ?? [];

  test("are in folders that have a place in the order", () => {
    const folders = sourcesOf(folder).flatMap(({ path }) => (path.includes("/") ? [path.split("/")[0]] : []));
    expect([...new Set(folders)].sort()).toEqual([...order].sort());
  });

  test("import only what is lower in the order of folders", () => {
    expect(upwardImports(filesImportedIn(folder), order)).toEqual([]);
  });

  test("have no import cycles", () => {
    expect(cyclesIn(filesImportedIn(folder))).toEqual([]);
  });
});

test("an import that goes up in the order, or into a root file above it, is found", () => {
  const edges = new Map([
    ["low/a.ts", ["high/b.ts", "entry.ts", "shared.ts"]],
    ["high/b.ts", ["low/c.ts", "shared.ts"]],
    ["low/c.ts", []],
    ["entry.ts", ["high/b.ts"]],
    ["shared.ts", []],
  ]);
  expect(upwardImports(edges, ["low", "high"])).toEqual(["low/a.ts -> high/b.ts", "low/a.ts -> entry.ts"]);
  expect(cyclesIn(edges)).toEqual([]);
  expect(
    cyclesIn(
      new Map([
        ["a.ts", ["b.ts"]],
        ["b.ts", ["c.ts", "a.ts"]],
      ]),
    ),
  ).toEqual(["a.ts -> b.ts -> a.ts"]);
});

test("type-only imports do not count", () => {
  const text = `import type { A } from "./a.ts";
export type { B } from "./b.ts";
import { c, type D } from "./c.ts";
import "./e.ts";
export * from "./f.ts";
const g = await import("./g.ts");
`;
  expect(importsOf({ path: "x.ts", text })).toEqual(["./c.ts", "./e.ts", "./f.ts", "./g.ts"]);
});

/** Everything that is installed with a package, by the manifests of this repository. */
function installedWith(folder: string, reached: Set<string> = new Set()): ReadonlySet<string> {
  for (const name of Object.keys(manifests.get(folder)?.dependencies ?? {})) {
    if (reached.has(name)) continue;
    reached.add(name);
    installedWith(folderOf.get(name) ?? "", reached);
  }
  return reached;
}

test("what every definition file imports reaches nothing heavy", () => {
  expect([...installedWith("dsl")].sort()).toMatchInlineSnapshot(`
    [
      "@starfix/expr",
      "@starfix/schema",
      "zod",
    ]
  `);
});

test.each(["cli", "testing", "client"])(
  "a project that installs %s gets no engine unless it asks for one",
  (folder) => {
    const heavy = (name: string): boolean =>
      /^@(starfix\/engine|starfix\/server|duckdb\/|aws-sdk\/)|^ts-morph/.test(name);
    expect([...installedWith(folder)].filter(heavy)).toEqual([]);
    // The pattern above matches what an engine depends on.
    expect([...installedWith("engine-duckdb")].filter(heavy)).toContain("@aws-sdk/client-s3");
    const { peerDependencies = {}, peerDependenciesMeta = {} } = manifests.get(folder) ?? {};
    for (const name of Object.keys(peerDependencies).filter(heavy)) {
      expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    }
  },
);
