import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";
import { type Bundled, bundle, createBundler } from "./bundle.ts";

const language = {
  "node_modules/@acme/language/package.json": JSON.stringify({
    name: "@acme/language",
    exports: { ".": { default: "./index.js" } },
  }),
  "node_modules/@acme/language/index.js": "export const word = 'shared';\n",
};

const speaker = 'import { word } from "@acme/language";\nexport const said = word;\n';

interface Shared {
  readonly project: TemporaryProject;
  readonly url: string;
  bundle(...files: readonly string[]): Promise<Bundled>;
}

/** A project that has a package which the compiler has as well. */
async function sharing(files: Readonly<Record<string, string>>): Promise<Shared> {
  const project = await temporaryProject({ ...language, ...files });
  const url = pathToFileURL(join(project.cwd, "node_modules/@acme/language/index.js")).href;
  const shared = new Map([["@acme/language", url]]);
  const outfile = join(project.cwd, "out/definitions.mjs");
  return {
    project,
    url,
    bundle: (...names) =>
      bundle(
        names.map((name) => join(project.cwd, name)),
        { cwd: project.cwd, outfile, conditions: [], shared },
      ),
  };
}

function codeOf(bundled: Bundled): string {
  if ("issues" in bundled) expect.fail(JSON.stringify(bundled.issues));
  return Buffer.from(bundled.bundle.code).toString();
}

test("a module that the compiler has is left out where the project finds the same one", async () => {
  const { project, url, bundle } = await sharing({ "definitions/a.ts": speaker });
  await using _ = project;
  const code = codeOf(await bundle("definitions/a.ts"));
  expect(code).toContain(JSON.stringify(url));
  expect(code).not.toContain("'shared'");
  expect(code).not.toContain('"shared"');
});

test("a package in the project that has a copy of its own keeps it, and so does all else", async () => {
  const inner = Object.entries(language).map(([path, text]) => [
    `node_modules/catalog/${path}`,
    text.replace("shared", "own"),
  ]);
  const { project, url, bundle } = await sharing({
    "definitions/a.ts": `${speaker}export * from "catalog";\n`,
    "node_modules/catalog/package.json": JSON.stringify({ name: "catalog", exports: "./index.js" }),
    "node_modules/catalog/index.js": 'export { word as other } from "@acme/language";\n',
    ...Object.fromEntries(inner),
  });
  await using _ = project;
  const code = codeOf(await bundle("definitions/a.ts"));
  expect(code).not.toContain(url);
  expect(code).toContain('"shared"');
  expect(code).toContain('"own"');
});

test("a package that the project has not is an issue in the words of the bundler", async () => {
  const { project, bundle } = await sharing({ "definitions/a.ts": speaker });
  await using _ = project;
  await rm(join(project.cwd, "node_modules"), { recursive: true });
  expect(await bundle("definitions/a.ts")).toMatchObject({
    issues: [{ code: "invalid_source", message: expect.stringContaining('Could not resolve "@acme/language"') }],
  });
});

test("an entry that a shared package does not export is named as it was written", async () => {
  const { project, bundle } = await sharing({
    "definitions/a.ts": speaker.replace("@acme/language", "@acme/language/words"),
  });
  await using _ = project;
  expect(await bundle("definitions/a.ts")).toMatchObject({
    issues: [{ code: "invalid_source", message: expect.stringContaining("@acme/language/words") }],
  });
});

test("a bundler that goes on sees when the project gets a copy of its own", async () => {
  const { project, url } = await sharing({ "definitions/a.ts": speaker });
  await using _ = project;
  const options = { cwd: project.cwd, outfile: join(project.cwd, "out/definitions.mjs"), conditions: [] };
  const bundler = createBundler({ ...options, shared: new Map([["@acme/language", url]]) });
  const files = [join(project.cwd, "definitions/a.ts")];
  try {
    expect(codeOf(await bundler.bundle(files))).toContain(url);
    for (const [path, text] of Object.entries(language)) {
      await project.write(`definitions/${path}`, text.replace("shared", "own"));
    }
    const code = codeOf(await bundler.bundle(files));
    expect(code).not.toContain(url);
    expect(code).toContain('"own"');
  } finally {
    await bundler.dispose();
  }
});
