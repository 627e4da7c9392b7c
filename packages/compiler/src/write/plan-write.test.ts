import { randomUUID } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { manifestJsonSchema } from "../emit/manifest.ts";
import { demoConnection, temporaryProject } from "../testing/temporary-project.ts";
import { planWrite } from "./plan-write.ts";
import { writeArtifacts } from "./write-artifacts.ts";

interface BuiltProject extends AsyncDisposable {
  readonly out: string;
  edit(change: (text: string) => string): Promise<void>;
  build(): Promise<readonly string[]>;
  manifest(): Promise<{ readonly artifacts: readonly { readonly path: string; readonly changed?: object }[] }>;
}

async function builtProject(): Promise<BuiltProject> {
  const project = await temporaryProject({ "definitions/a.ts": demoConnection });
  const out = join(project.cwd, "artifacts");
  let text = demoConnection;
  const built: BuiltProject = {
    out,
    async edit(change) {
      text = change(text);
      await project.write("definitions/a.ts", text);
    },
    async build() {
      const plan = await planWrite(out, (await project.compile()).files);
      await writeArtifacts(plan);
      return plan.write.map(({ path }) => path);
    },
    async manifest() {
      const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8"));
      const validate = new Ajv2020({ strict: true }).compile(manifestJsonSchema);
      expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
      return manifest;
    },
    [Symbol.asyncDispose]: () => project[Symbol.asyncDispose](),
  };
  await built.build();
  return built;
}

test("the manifest says what a build changed, until another one changes it again", async () => {
  await using project = await builtProject();
  expect((await project.manifest()).artifacts[0]).not.toHaveProperty("changed");
  const before = await readFile(join(project.out, "connections/demo-conn.json"), "utf8");

  await project.edit((text) =>
    text.replace('"demo-bucket"', '"other-bucket"').replace(".region", '.describe("x").region'),
  );
  expect(await project.build()).toEqual(["connections/demo-conn.json", "manifest.json"]);
  const [entry] = (await project.manifest()).artifacts;
  expect(entry?.changed).toEqual({
    from: expect.stringMatching(/^[0-9a-f]{64}$/),
    added: ["/description"],
    removed: [],
    changed: ["/bucket"],
  });
  expect(before).toContain("demo-bucket");

  expect(await project.build()).toEqual([]);
  // A line more moves the definition and leaves what it makes.
  await project.edit((text) => text.replace("export", "\nexport"));
  expect(await project.build()).toEqual(["manifest.json"]);
  expect((await project.manifest()).artifacts[0]?.changed).toEqual(entry?.changed);

  await project.edit((text) => text.replace('.describe("x")', ""));
  await project.build();
  expect((await project.manifest()).artifacts[0]?.changed).toMatchObject({ added: [], removed: ["/description"] });
});

test("a copy of a built folder is up to date, and two builds from one state give the same bytes", async () => {
  await using one = await builtProject();
  await one.edit((text) => text.replace('"demo-bucket"', '"other-bucket"'));
  const copy = join(tmpdir(), `starfix-copy-${randomUUID()}`);
  await cp(one.out, copy, { recursive: true });
  try {
    await one.build();
    await using other = await temporaryProject({
      "definitions/a.ts": demoConnection.replace('"demo-bucket"', '"other-bucket"'),
    });
    const { files } = await other.compile();
    expect((await planWrite(one.out, files)).write).toEqual([]);
    await writeArtifacts(await planWrite(copy, files));
    for (const { path } of files) {
      expect(await readFile(join(copy, path), "utf8")).toBe(await readFile(join(one.out, path), "utf8"));
    }
  } finally {
    await rm(copy, { recursive: true });
  }
});

test("an artifact that was edited has no changes", async () => {
  await using project = await builtProject();
  await writeFile(join(project.out, "connections/demo-conn.json"), "{}");
  await project.edit((text) => text.replace('"demo-bucket"', '"other-bucket"'));
  await project.build();
  expect((await project.manifest()).artifacts[0]).not.toHaveProperty("changed");
});

test("a change in a manifest that is not of its shape is dropped", async () => {
  await using project = await builtProject();
  const path = join(project.out, "manifest.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  manifest.artifacts[0].changed = { from: "x", added: "everything" };
  await mkdir(project.out, { recursive: true });
  await writeFile(path, JSON.stringify(manifest));
  await project.build();
  expect((await project.manifest()).artifacts[0]).not.toHaveProperty("changed");
});
