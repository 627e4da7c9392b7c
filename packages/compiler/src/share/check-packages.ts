import { readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { Bundle } from "../load/bundle.ts";
import { ownModules } from "../load/shared-modules.ts";
import { type PackageOf, packageOf, packageOfFolder } from "../project/package-of.ts";
import type { Position } from "../project/position.ts";
import { findCycle } from "./find-cycle.ts";

type Inputs = Bundle["inputs"];

const DSL = "@starfix/dsl";

/**
 * Checks the packages of a bundle: two copies of one package, whose definitions would differ; packages that import each other;
 * a package that needs a newer `@starfix/dsl`. Only packages of definitions are checked, because two copies of any other library
 * do no harm.
 */
export async function checkPackages(inputs: Inputs, cwd: string): Promise<readonly CompileIssue[]> {
  const own = packageOfFolder(cwd);
  const byName = new Map<string, Map<string, PackageOf>>();
  for (const input of Object.keys(inputs)) {
    const found = packageOf(resolve(cwd, input));
    const copies = byName.get(found.name) ?? new Map<string, PackageOf>();
    copies.set(found.folder, found);
    byName.set(found.name, copies);
  }
  const packages = [...byName].flatMap(([name, copies]) => {
    const all = [...copies.values()];
    return name !== "" && (name === DSL || all.some((copy) => rangeOfDsl(copy) !== undefined)) ? [all] : [];
  });
  const place = new ImportPlaces(inputs, cwd, own);
  const others = packages.flat().filter(({ name }) => name !== own.name && name !== DSL);
  const cycle = others.length === 0 ? undefined : findCycle(importsAmong([own, ...others], inputs, cwd));
  return [
    ...(cycle ? [cycleIssue(cycle, byName, place, own)] : []),
    ...packages
      .filter((copies) => !cycle?.includes(copies[0]?.name ?? ""))
      .flatMap((all) => copiesIssue(all, place, cwd)),
    ...(await olderIssues(others, byName.get(DSL), place)),
  ];
}

/** The range of `@starfix/dsl` that a package depends on; undefined when it does not. */
function rangeOfDsl({ folder }: PackageOf): string | undefined {
  const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  for (const key of ["peerDependencies", "dependencies"]) {
    const names: unknown = manifest[key];
    const range: unknown = typeof names === "object" && names !== null ? Reflect.get(names, DSL) : undefined;
    if (typeof range === "string") return range;
  }
  return undefined;
}

function copiesIssue(copies: readonly PackageOf[], places: ImportPlaces, cwd: string): readonly CompileIssue[] {
  const [first] = copies;
  if (!first || copies.length < 2) return [];
  const sorted = copies.toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
  const shown = sorted.map(({ folder, version }) => ({
    folder: relative(cwd, folder).split(sep).join("/") || ".",
    version,
  }));
  return [{ code: "package_loaded_twice", name: first.name, copies: shown, ...places.of(sorted) }];
}

function cycleIssue(
  packages: readonly string[],
  byName: ReadonlyMap<string, ReadonlyMap<string, PackageOf>>,
  places: ImportPlaces,
  own: PackageOf,
): CompileIssue {
  // Starts with the project itself, when it is part of the circle.
  const start = Math.max(packages.indexOf(own.name), 0);
  const turned = [...packages.slice(start), ...packages.slice(0, start)];
  const next = byName.get(turned[1] ?? "")?.values() ?? [];
  return { code: "package_cycle", packages: turned, ...places.of([...next]) };
}

async function olderIssues(
  others: readonly PackageOf[],
  bundled: ReadonlyMap<string, PackageOf> | undefined,
  places: ImportPlaces,
): Promise<readonly CompileIssue[]> {
  const installed = bundled?.values().next().value?.version ?? versionOfShared();
  if (others.length === 0 || installed === undefined) return [];
  // Loaded here, because most projects import no other packages.
  const { isOlderThan } = await import("./is-older-than.ts");
  return others.flatMap((other) => {
    const needs = rangeOfDsl(other);
    if (needs === undefined || !isOlderThan(installed, needs)) return [];
    return [{ code: "older_dsl", package: other.name, needs, installed, ...places.of([other]) }];
  });
}

/** The version of the shared `@starfix/dsl`, which bundles leave out. */
function versionOfShared(): string | undefined {
  const url = ownModules().get(DSL);
  return url === undefined ? undefined : packageOf(fileURLToPath(url)).version;
}

function importsAmong(
  packages: readonly PackageOf[],
  inputs: Inputs,
  cwd: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const edges = new Map(packages.map(({ name }) => [name, new Set<string>()]));
  for (const [input, { imports }] of Object.entries(inputs)) {
    const { name } = packageOf(resolve(cwd, input));
    for (const { path, external } of edges.has(name) ? imports : []) {
      const to = external ? name : packageOf(resolve(cwd, path)).name;
      if (to !== name && edges.has(to)) edges.get(name)?.add(to);
    }
  }
  return edges;
}

/** Finds where packages are imported. */
class ImportPlaces {
  readonly #inputs: Inputs;
  readonly #cwd: string;
  readonly #own: PackageOf;

  constructor(inputs: Inputs, cwd: string, own: PackageOf) {
    this.#inputs = inputs;
    this.#cwd = cwd;
    this.#own = own;
  }

  /** Where one of the copies is imported: in the project itself if possible, because the user can change that. */
  of(copies: readonly PackageOf[]): { readonly position?: Position } {
    const places = copies.flatMap(({ folder }) => this.#importsOf(folder));
    const position = places.find(({ file }) => packageOf(file).folder === this.#own.folder) ?? places.at(-1);
    return position ? { position } : {};
  }

  #importsOf(folder: string): readonly Position[] {
    return Object.entries(this.#inputs).flatMap(([input, { imports }]) => {
      const file = resolve(this.#cwd, input);
      if (packageOf(file).folder === folder) return [];
      const isCopy = (path: string): boolean => packageOf(resolve(this.#cwd, path)).folder === folder;
      const found = imports.find(({ path, external }) => !external && isCopy(path));
      return found?.original === undefined ? [] : [placeOfText(file, found.original)];
    });
  }
}

/** The position of an import: the first occurrence of its name in quotes. */
function placeOfText(file: string, name: string): Position {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  for (const [index, text] of lines.entries()) {
    const found = text.search(`["']${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}["']`);
    if (found !== -1) return { file, line: index + 1, column: found + 1 };
  }
  return { file, line: 1, column: 1 };
}
