import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { compileProject } from "../build/compile-project.ts";
import { manifestJsonSchema } from "../emit/manifest.ts";
import { graphOf } from "../graph/definition-graph.ts";
import { issueMessage } from "../issues/compile-issue.ts";
import { loadProject } from "../load/load-project.ts";
import { formatPosition } from "../project/position.ts";
import { installPackage } from "../testing/install-package.ts";
import { conditions, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";

const dsl = 'import { about, batchJob, detailTable, internal, s3Connection, timeParse } from "@starfix/dsl";\n';
const CATALOG = `${dsl}
const role = "arn:aws:iam::012345678901:role/lake";
export const lake = about(s3Connection("lake").bucket("acme-lake").region("us-east-1").role(role), { owner: "Platform" });
/** @internal */
export const raw = internal(s3Connection("raw").bucket("acme-raw").region("us-east-1").role(role));
export const orders = detailTable("Orders").columns({ city: "string" }).strict().writers("@acme/growth");
export const refunds = detailTable("Refunds").columns({ city: "string" });
export const lakeOf = (name: string) => s3Connection(name).bucket("acme-lake").region("us-east-1").role(role);
`;
const GROWTH = `${dsl}import { lake, orders } from "@acme/catalog";

export const load = batchJob("load-orders")
  .from(lake)
  .prefixes("orders/")
  .input({ at: "string", city: "string" })
  .into(orders)
  .map((c) => ({ __time: timeParse(c.at), city: c.city }));
`;

const growth = (text = GROWTH, more: Readonly<Record<string, string>> = {}): Promise<TemporaryProject> =>
  temporaryProject({ "package.json": `{ "name": "@acme/growth" }`, "definitions/load.ts": text, ...more });
const catalog = { name: "@acme/catalog", version: "1.2.0", source: CATALOG } as const;

async function reported(project: TemporaryProject): Promise<readonly string[]> {
  const { issues } = await project.compile();
  return issues.map((issue) => {
    const place = issue.position ? formatPosition(issue.position, project.cwd) : "";
    return `${place} ${issue.code}: ${issueMessage(issue, project.cwd)}`;
  });
}

test("what a package owns is a reference elsewhere, and the manifest records the package and its version", async () => {
  await using project = await growth();
  await installPackage(project.cwd, catalog);
  const { artifacts, manifest, issues } = await project.compile();
  expect(issues).toEqual([]);
  expect(artifacts.map(({ path }) => path)).toEqual(["jobs/load-orders.json"]);
  expect(artifacts[0]?.json).toMatchObject({
    source: { type: "s3", connectionName: "lake" },
    target: { type: "table", tableName: "Orders" },
  });
  expect(manifest).toMatchObject({
    package: "@acme/growth",
    imports: [{ package: "@acme/catalog", version: "1.2.0", definitions: ["connection:lake", "table:Orders"] }],
    artifacts: [
      { owner: "@acme/growth", dependsOn: ["connection:lake", "table:Orders"], writes: "Orders", name: "load-orders" },
    ],
  });
  const isValid = new Ajv2020().compile(manifestJsonSchema);
  expect(isValid(manifest)).toBe(true);
  expect(isValid({ ...manifest, imports: [{ package: "@acme/catalog" }] })).toBe(false);
  const nodes = graphOf({ artifacts, imports: manifest.imports }).nodes;
  expect(nodes.map(({ id, owner }) => `${id} ${owner}`)).toEqual([
    "connection:lake @acme/catalog",
    "table:Orders @acme/catalog",
    "job:load-orders @acme/growth",
  ]);
});

test("the owner's manifest has owner, contact, tags, writers and what is internal", async () => {
  await using project = await temporaryProject({
    "package.json": `{ "name": "@acme/catalog" }`,
    "starfix.config.ts": `export default { owner: "Data", contact: "#data", tags: ["shared"] };`,
    "definitions/index.ts": `${CATALOG}export const pii = about(lakeOf("pii"), { tags: ["pii", "shared"], contact: "#pii" });`,
  });
  const { manifest, issues } = await project.compile();
  expect(issues).toEqual([]);
  const facts = manifest.artifacts.map(({ name, owner, contact, tags, internal, writers }) =>
    JSON.stringify({ name, owner, contact, tags, internal, writers }),
  );
  expect(facts).toEqual([
    '{"name":"lake","owner":"Platform","tags":["shared"]}',
    '{"name":"pii","owner":"Data","contact":"#pii","tags":["shared","pii"]}',
    '{"name":"raw","owner":"Data","contact":"#data","tags":["shared"],"internal":true}',
    '{"name":"Orders","owner":"Data","contact":"#data","tags":["shared"],"writers":["@acme/growth"]}',
    '{"name":"Refunds","owner":"Data","contact":"#data","tags":["shared"]}',
  ]);
});

test.each([
  {
    what: "an internal connection",
    given: GROWTH.replace("{ lake,", "{ raw as lake,"),
    expected:
      'definitions/load.ts:5:4 internal_definition: connection "raw" is internal to "@acme/catalog" (node_modules/@acme/catalog/definitions/index.ts:6:29): use a definition that the package offers',
  },
  {
    what: "a connection that a function of the package makes",
    given: GROWTH.replace("{ lake,", "{ lakeOf,").replace(".from(lake)", '.from(lakeOf("sydney"))'),
    expected:
      'definitions/load.ts:5:4 unowned_definition: connection "sydney" is defined in "@acme/catalog" (node_modules/@acme/catalog/definitions/index.ts:9:41), whose manifest does not list it, so no build writes it: build the package again, or define it in this project',
  },
  {
    what: "a connection that a function of the package makes, exported",
    given: `${GROWTH}import { lakeOf } from "@acme/catalog";\nexport const perth = lakeOf("perth");\n`,
    expected:
      'definitions/load.ts:11:1 unowned_definition: connection "perth" is defined in "@acme/catalog" (node_modules/@acme/catalog/definitions/index.ts:9:41), whose manifest does not list it, so no build writes it: build the package again, or define it in this project',
  },
  {
    what: "a table whose owner names no writer",
    given: GROWTH.replace("lake, orders", "lake, refunds as orders"),
    expected:
      'definitions/load.ts:8:4 table_writers: job "load-orders": table "Refunds" is written by a job of "@acme/growth", and "@acme/catalog" writes it: name "@acme/growth" among the writers of the table, which is declared by "@acme/catalog", or write another table',
  },
  {
    what: "the same by its name",
    given: GROWTH.replace(".into(orders)", '.into("Refunds")'),
    expected:
      'definitions/load.ts:8:4 table_writers: job "load-orders": table "Refunds" is written by a job of "@acme/growth", and "@acme/catalog" writes it: name "@acme/growth" among the writers of the table, which is declared by "@acme/catalog", or write another table',
  },
  {
    what: "an export that the package does not have",
    given: GROWTH.replace("{ lake,", "{ laek as lake,"),
    expected:
      'definitions/load.ts:2:10 invalid_source: No matching export in "node_modules/@acme/catalog/definitions/index.ts" for import "laek" (Did you mean to import "lake" instead?): correct the name, or install a version of @acme/catalog that has it; this is 1.2.0',
  },
])("a job that uses $what is refused at that call", async ({ given, expected }) => {
  await using project = await growth(given);
  await installPackage(project.cwd, catalog);
  expect(await reported(project)).toEqual([expected]);
});

test("a definition that a factory of a package makes belongs to the caller", async () => {
  const made = `import { factory, s3Connection } from "@starfix/dsl";
export const lakeFor = factory((name: string) =>
  s3Connection(name).bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake"));
export const lake = lakeFor("lake");
`;
  await using project = await growth(
    'import { lakeFor } from "@acme/catalog";\nexport const sydney = lakeFor("sydney");\n',
  );
  const folder = await installPackage(project.cwd, { ...catalog, source: made });
  const { artifacts, issues } = await project.compile();
  expect(issues).toEqual([]);
  expect(artifacts.map(({ path, owner, source }) => `${path} ${owner} ${formatPosition(source, project.cwd)}`)).toEqual(
    ["connections/sydney.json @acme/growth definitions/load.ts:2:23"],
  );
  const manifest = JSON.parse(await readFile(join(folder, "artifacts/manifest.json"), "utf8"));
  expect(manifest.artifacts).toMatchObject([
    { name: "lake", owner: "@acme/catalog", source: "definitions/index.ts:4:21" },
  ]);
});

const manifestOf = (cwd: string): string => join(cwd, "node_modules/@acme/catalog/artifacts/manifest.json");
const edited = async (file: string, change: (text: string) => string): Promise<void> =>
  writeFile(file, change(await readFile(file, "utf8")));

test.each([
  {
    what: "is not there",
    spoil: (cwd: string) => rm(manifestOf(cwd)),
    expected:
      'package_without_manifest: "@acme/catalog" has no manifest: expected one at node_modules/@acme/catalog/artifacts/manifest.json, as starfix build writes it; build the package with its artifacts among its files',
  },
  {
    what: "is of a newer format",
    spoil: (cwd: string) => edited(manifestOf(cwd), (text) => text.replace('"formatVersion": 1', '"formatVersion": 2')),
    expected:
      'manifest_format: the manifest of "@acme/catalog" (node_modules/@acme/catalog/artifacts/manifest.json) has format 2, and this starfix reads format 1: install a newer starfix',
  },
  {
    what: "is another package's",
    spoil: (cwd: string) => edited(manifestOf(cwd), (text) => text.replace('"@acme/catalog"', '"@acme/other"')),
    expected:
      'manifest_mismatch: the manifest of "@acme/catalog" (node_modules/@acme/catalog/artifacts/manifest.json) does not fit its files: it is of the package "@acme/other"; install the package again, or build and publish it again',
  },
  {
    what: "is no JSON",
    spoil: (cwd: string) => writeFile(manifestOf(cwd), "<html>"),
    expected:
      'manifest_mismatch: the manifest of "@acme/catalog" (node_modules/@acme/catalog/artifacts/manifest.json) does not fit its files: it is not a JSON object; install the package again, or build and publish it again',
  },
  {
    what: "names a file that is not there",
    spoil: (cwd: string) => rm(join(manifestOf(cwd), "../connections/lake.json")),
    expected:
      'manifest_mismatch: the manifest of "@acme/catalog" (node_modules/@acme/catalog/artifacts/manifest.json) does not fit its files: connections/lake.json is missing; install the package again, or build and publish it again',
  },
  {
    what: "names other bytes",
    spoil: (cwd: string) => writeFile(join(manifestOf(cwd), "../connections/lake.json"), "{}\n"),
    expected:
      'manifest_mismatch: the manifest of "@acme/catalog" (node_modules/@acme/catalog/artifacts/manifest.json) does not fit its files: the SHA-256 of connections/lake.json is not the one in the manifest; install the package again, or build and publish it again',
  },
])("a manifest that $what is reported once, where the package is used", async ({ spoil, expected }) => {
  await using project = await growth();
  await installPackage(project.cwd, catalog);
  await spoil(project.cwd);
  expect(await reported(project)).toEqual([`definitions/load.ts:5:4 ${expected}`]);
});

test("a manifest may be in another folder, which package.json names", async () => {
  await using project = await growth();
  const files = { "starfix.config.ts": 'export default { out: "made" };' };
  await installPackage(project.cwd, { ...catalog, files, manifest: { starfix: { manifest: "made/manifest.json" } } });
  expect(await reported(project)).toEqual([]);
});

test("two owners that write one table are reported", async () => {
  const jobs = (into: string, table = ""): string => `${dsl}${table}
const job = (id: string) => batchJob(id).from(lake).prefixes(id + "/").input({ at: "string" }).into(${into})
  .map((c) => ({ __time: timeParse(c.at) }));
const lake = s3Connection("lake").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake");
export const a = about(job("a"), { owner: "Growth" });
export const b = about(job("b"), { owner: "Finance" });
export { lake };
`;
  await using project = await growth(jobs('"Orders"'));
  expect(await reported(project)).toEqual([
    'definitions/load.ts:3:96 table_writers: job "b": table "Orders" is written by a job of "Finance", and "Growth" writes it: name "Finance" among the writers of a table that is declared, or write another table (see definitions/load.ts:3:29)',
  ]);
  await project.write(
    "definitions/load.ts",
    jobs("table", 'export const table = detailTable("Orders").writers("Growth");'),
  );
  expect(await reported(project)).toEqual([
    expect.stringContaining('name "Finance" among the writers of the table, which is declared by "@acme/growth"'),
  ]);
  await project.write(
    "definitions/load.ts",
    jobs("table", 'export const table = detailTable("Orders").writers("Growth", "Finance");'),
  );
  expect(await reported(project)).toEqual([]);
});

test("two projects of one service are compared by their manifests", async () => {
  const text = (name: string): string => `${dsl}
export const lake = s3Connection("${name}").bucket("acme-lake").region("us-east-1").role("arn:aws:iam::012345678901:role/lake");
export const load = batchJob("load").from(lake).prefixes("a/").input({ at: "string" }).into("Visits")
  .map((c) => ({ __time: timeParse(c.at) }));
`;
  await using project = await growth(text("Lake"));
  const finance = await installPackage(project.cwd, { name: "@acme/finance", source: text("lake"), folder: "finance" });
  const withSibling = async (folder: string): Promise<readonly string[]> => {
    const { issues } = await compileProject(await loadProject({ cwd: project.cwd, conditions }), {
      conditions,
      siblings: [folder],
    });
    return issues.map((issue) => `${issue.code}: ${issueMessage(issue, project.cwd)}`);
  };
  expect(await withSibling(finance)).toEqual([
    'duplicate_name: connection "Lake": connections "lake" and "Lake" differ only in case, and some file systems would hold one file for both: rename one of them (the other is in "@acme/finance")',
    'table_writers: job "load": table "Visits" is written by a job of "@acme/growth", and "@acme/finance" writes it: name "@acme/growth" among the writers of a table that is declared, or write another table',
  ]);
  expect(await reported(project)).toEqual([]);
  await installPackage(project.cwd, { name: "@acme/other", source: CATALOG, folder: "other", built: false });
  expect(await withSibling(join(project.cwd, "other"))).toEqual([
    'package_without_manifest: "@acme/other" has no manifest: expected one at other/artifacts/manifest.json, as starfix build writes it; build the package with its artifacts among its files',
  ]);
});

test("packages that import each other are told with the way round", async () => {
  await using project = await growth(`${GROWTH}export const n = 1;\n`);
  await installPackage(project.cwd, catalog);
  await installPackage(project.cwd, {
    name: "@acme/growth",
    built: false,
    source: 'import { lake } from "@acme/catalog";\nexport const mine = () => lake;\n',
  });
  await edited(
    join(project.cwd, "node_modules/@acme/catalog/definitions/index.ts"),
    (text) => `import { mine } from "@acme/growth";\n${text}export const other = () => mine();\n`,
  );
  expect(await reported(project)).toEqual([
    "definitions/load.ts:2:30 package_cycle: packages import each other in a circle, @acme/growth -> @acme/catalog -> @acme/growth: move what they share into a package that imports none of them",
  ]);
});

test("a package that needs a newer language is reported with both versions", async () => {
  await using project = await growth();
  await installPackage(project.cwd, { ...catalog, manifest: { peerDependencies: { "@starfix/dsl": "^999.1.0" } } });
  const [issue, ...others] = await reported(project);
  expect(others).toEqual([]);
  expect(issue).toMatch(
    /^definitions\/load\.ts:2:30 older_dsl: "@acme\/catalog" needs @starfix\/dsl \^999\.1\.0, and \d+\.\d+\.\d+ is installed: install @starfix\/dsl \^999\.1\.0 and the starfix that belongs to it$/,
  );
});

test("two versions of one package are reported with their folders and what to do", async () => {
  await using project = await growth(`${GROWTH}export { lake as other } from "@acme/uses";\n`);
  await installPackage(project.cwd, catalog);
  const uses = { name: "@acme/uses", source: 'export { lake } from "@acme/catalog";\n', built: false };
  const folder = await installPackage(project.cwd, uses);
  await installPackage(folder, { ...catalog, version: "1.1.0" });
  expect(await reported(project)).toEqual([
    'definitions/load.ts:2:30 package_loaded_twice: "@acme/catalog" is loaded twice, from node_modules/@acme/catalog (1.2.0) and from node_modules/@acme/uses/node_modules/@acme/catalog (1.1.0): make all packages use one version, then run npm dedupe or the same command of your package manager',
  ]);
});
