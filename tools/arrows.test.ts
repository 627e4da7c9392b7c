import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

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

/** Packages of ours that the sources of a package import at run time: types are no arrow, tests are no source. */
function importedBy(folder: string): ReadonlySet<string> {
  const src = join(root, "packages", folder, "src");
  const imported = new Set<string>();
  for (const entry of readdirSync(src, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.ts$/.test(entry.name) || /\.test(-d)?\.ts$/.test(entry.name)) continue;
    if (/\/testing(\/|$)/.test(entry.parentPath)) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [, clause = "", name = ""] of text.matchAll(
      /^(?:import|export)\s+([^;"]*?)\s*(?:from\s+)?"(@starfix\/[a-z-]+|starfix)(?:\/[a-z-]+)?";/gm,
    )) {
      if (!/^type\b/.test(clause)) imported.add(folderOf.get(name) ?? name);
    }
    for (const [, name = ""] of text.matchAll(/\bimport\("(@starfix\/[a-z-]+|starfix)(?:\/[a-z-]+)?"\)/g)) {
      imported.add(folderOf.get(name) ?? name);
    }
  }
  return imported;
}

test("the table of arrows names every package", () => {
  expect([...tableOfArrows().keys()].sort()).toEqual([...manifests.keys()].sort());
});

test.each([...manifests.keys()])("%s depends only on what the table of arrows allows", (folder) => {
  const allowed = tableOfArrows().get(folder) ?? new Set();
  const manifest = manifests.get(folder);
  // A peer is loaded where somebody has installed it.
  const dependencies = [...ours(manifest?.dependencies), ...ours(manifest?.peerDependencies)];
  expect(dependencies.filter((other) => !allowed.has(other))).toEqual([]);
  expect([...importedBy(folder)].filter((other) => other !== folder && !dependencies.includes(other))).toEqual([]);
});

test("no cycle among packages, those for development included", () => {
  const edges = new Map(
    [...manifests].map(([folder, { dependencies, devDependencies }]) => [
      folder,
      [...ours(dependencies), ...ours(devDependencies)],
    ]),
  );
  const walk = (folder: string, path: readonly string[]): readonly string[] => {
    if (path.includes(folder)) return [[...path.slice(path.indexOf(folder)), folder].join(" -> ")];
    return (edges.get(folder) ?? []).flatMap((next) => walk(next, [...path, folder]));
  };
  expect([...edges.keys()].flatMap((folder) => walk(folder, []))).toEqual([]);
});

/** All that is installed along with a package, as far as our manifests tell. */
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
    // The words above are those that a package goes by that runs one.
    expect([...installedWith("engine-duckdb")].filter(heavy)).toContain("@aws-sdk/client-s3");
    const { peerDependencies = {}, peerDependenciesMeta = {} } = manifests.get(folder) ?? {};
    for (const name of Object.keys(peerDependencies).filter(heavy)) {
      expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    }
  },
);
