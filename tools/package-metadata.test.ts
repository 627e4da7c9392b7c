import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

type Conditions = Readonly<Record<string, string>>;
type Exports = Readonly<Record<string, string | Conditions>>;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports: Exports;
  readonly files: readonly string[];
  readonly bin?: Readonly<Record<string, string>>;
  readonly sideEffects: false | readonly string[];
  readonly repository?: { readonly directory?: string };
  readonly publishConfig: { readonly exports: Exports };
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifests: readonly (readonly [string, Manifest])[] = readdirSync(join(root, "packages")).map((folder) => [
  folder,
  JSON.parse(readFileSync(join(root, "packages", folder, "package.json"), "utf8")),
]);

/** What an entry offers once it is published: types first, and one file of ESM. */
function published(exports: Exports): Exports {
  return Object.fromEntries(
    Object.entries(exports).map(([path, conditions]) => {
      if (typeof conditions === "string") return [path, conditions];
      const { "@starfix/source": _, ...rest } = conditions;
      return [path, rest];
    }),
  );
}

test.each(manifests)("%s has what its users must know", (folder, manifest) => {
  expect(manifest).toMatchObject({
    name: folder === "cli" ? "starfix" : `@starfix/${folder}`,
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    description: expect.stringMatching(/^[A-Z].{10,}[^.]$/),
    license: "Apache-2.0",
    type: "module",
    engines: { node: ">=20.19" },
    publishConfig: { access: "public", provenance: true },
    scripts: {
      build: "tsdown",
      "check:package": "publint --strict && attw --pack . --profile esm-only --quiet",
      prepublishOnly: "node --import tsx ../../tools/release/guard.ts",
    },
  });
  expect(manifest.private).toBeUndefined();
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(["main"]));
});

test.each(manifests)("%s has a README that begins with its name, and a licence", (folder, { name, files }) => {
  expect(readFileSync(join(root, "packages", folder, "README.md"), "utf8").split("\n")[0]).toBe(`# ${name}`);
  expect(existsSync(join(root, "packages", folder, "LICENSE"))).toBe(true);
  // npm packs README, LICENSE and package.json by itself; all else is named, and no tests are.
  expect(files).toContain("dist");
  for (const file of files) expect(file).toMatch(/^(dist|bin|templates)$/);
});

test.each(manifests)("%s is entered by sources here and by built files elsewhere", (folder, manifest) => {
  expect(manifest.exports["./package.json"]).toBe("./package.json");
  for (const [path, conditions] of Object.entries(manifest.exports)) {
    if (path === "./package.json") continue;
    // The order is what resolvers go by.
    expect(Object.keys(conditions)).toEqual(["@starfix/source", "types", "default"]);
    expect(conditions).toEqual({
      "@starfix/source": expect.stringMatching(/^\.\/src\/.*\.ts$/),
      types: expect.stringMatching(/^\.\/dist\/.*\.d\.ts$/),
      default: expect.stringMatching(/^\.\/dist\/.*\.js$/),
    });
    const source = Object.values(conditions)[0] ?? "";
    expect(existsSync(join(root, "packages", folder, source)), `${source} of ${manifest.name}`).toBe(true);
  }
  // An entry that is missing here cannot be imported by users.
  expect(manifest.publishConfig.exports).toEqual(published(manifest.exports));
});

test.each(manifests)("%s lets bundlers drop what is not used", (_, { sideEffects, exports }) => {
  const built = Object.values(exports).flatMap((conditions) =>
    typeof conditions === "string" ? [] : [conditions.default],
  );
  for (const file of sideEffects || []) {
    expect(file).toMatch(/^\.\/(dist|src)\//);
    if (file.startsWith("./dist/")) expect(built).toContain(file);
  }
  expect(sideEffects === false || Array.isArray(sideEffects)).toBe(true);
});

test.each(manifests)("%s has the commands that it names", (folder, { bin = {} }) => {
  for (const file of Object.values(bin)) {
    const text = readFileSync(join(root, "packages", folder, file), "utf8");
    expect(text.split("\n")[0]).toBe("#!/usr/bin/env node");
  }
});

test.each(manifests)("%s names its folder where it names a repository", (folder, { repository }) => {
  // Without one, a release that a workflow makes adds the repository that it runs in.
  expect(repository ?? { directory: `packages/${folder}` }).toMatchObject({ directory: `packages/${folder}` });
});

test("a minor version of a peer of ours makes no major version of those that name it", () => {
  const config = JSON.parse(readFileSync(join(root, ".changeset/config.json"), "utf8"));
  expect(config.___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH).toEqual({
    onlyUpdatePeerDependentsWhenOutOfRange: true,
  });
  const peers = manifests.flatMap(([, { peerDependencies = {}, devDependencies = {} }]) =>
    Object.entries(peerDependencies)
      .filter(([name]) => name.startsWith("@starfix/"))
      .map(([name, range]) => ({ name, range, built: devDependencies[name] })),
  );
  expect(peers.map(({ name }) => name)).toContain("@starfix/engine-duckdb");
  for (const { range, built } of peers) {
    expect(range).toMatch(/^\^(0|[1-9]\d*\.\d+\.\d+)$/);
    // What is written here is published as the version that was tested with it, which messages name.
    expect(built).toBe("workspace:*");
  }
});
