import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "@starfix/codegen";
import ts from "typescript";
import { afterAll, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";

// A new optional member of S3 connections or of batch jobs needs an edit of the contract and `npm run generate`, and no
// code that names it. The member is added to a copy of the contract; every package that is imported below runs on what is generated from
// the copy. A new step imports its package with `await import()`, so that the copy is generated before.

const root = fileURLToPath(new URL("..", import.meta.url));
const schema = join(root, "packages/schema");
const dsl = join(root, "packages/dsl");
const MEMBER = "expectedBucketOwner";
const OWNER = "012345678901";
const JOB_MEMBER = "maxNumTasks";

// Within the package, so that what is generated finds zod.
await mkdir(join(schema, ".tmp"), { recursive: true });
const folder = await mkdtemp(join(schema, ".tmp/new-member-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The contract with one more optional member of S3 connections, and of batch jobs. */
async function contractWithMember(): Promise<string> {
  const contract = parse(await readFile(join(root, "openapi/polaris.yaml"), "utf8"));
  const member = { description: "Account that must own the bucket.", type: "string", default: "" };
  for (const name of ["CreateS3ConnectionRequest", "UpdateS3ConnectionRequest", "S3ConnectionResponse"])
    contract.components.schemas[name].properties[MEMBER] = member;
  const { CreateBatchJobRequest } = contract.components.schemas;
  CreateBatchJobRequest.properties[JOB_MEMBER] = { description: "How many tasks run at once.", type: "integer" };
  return stringify(contract);
}

/** Generates from the copy, and has every import of what is generated lead there. */
async function generateFromCopy(): Promise<void> {
  await writeFile(join(folder, "polaris.yaml"), await contractWithMember());
  await writeFile(
    join(folder, "starfix.overlay.yaml"),
    await readFile(join(root, "openapi/starfix.overlay.yaml"), "utf8"),
  );
  for (const target of [schema, dsl]) {
    const settings = JSON.parse(await readFile(join(target, "starfix-codegen.config.json"), "utf8"));
    const builderBase = settings.builderBase && {
      ...settings.builderBase,
      module: join(dsl, "src/definition-builder.ts"),
      types: "./types.gen.js",
    };
    const { files } = await generate({
      ...settings,
      builderBase,
      cwd: folder,
      document: "polaris.yaml",
      overlays: ["starfix.overlay.yaml"],
    });
    for (const { path, text } of files) await writeFile(join(folder, path), text);
    for (const { path } of files) {
      if (path.endsWith(".d.ts")) continue;
      vi.doMock(join(target, "src/generated", path), () => import(/* @vite-ignore */ join(folder, path)));
    }
  }
}

await generateFromCopy();

/** A module of a package that is not a dependency of the workspace. */
const source = (path: string): string => join(root, "packages", path);
const load = {
  client: (): Promise<typeof import("../packages/client/src/index.ts")> => import(source("client/src/index.ts")),
  plan: (): Promise<typeof import("../packages/cli/src/apply/plan-connections.ts")> =>
    import(source("cli/src/apply/plan-connections.ts")),
  run: (): Promise<typeof import("../packages/cli/src/apply/run-connections.ts")> =>
    import(source("cli/src/apply/run-connections.ts")),
  server: (): Promise<typeof import("../packages/server/src/testing/test-server.ts")> =>
    import(source("server/src/testing/test-server.ts")),
};

/** An S3 connection with the member, as a definition gives it. */
async function definition() {
  const { s3Connection } = await import("@starfix/dsl");
  const builder = s3Connection("zoo")
    .bucket("demo-bucket")
    .region("us-east-1")
    .role("arn:aws:iam::012345678901:role/demo-role")
    .prefix("koalas/");
  // The method is there at run time only: the types of this repository are those of its own contract.
  return (builder as typeof builder & Record<typeof MEMBER, (owner: string) => typeof builder>)[MEMBER](OWNER);
}

/** The errors in a module next to the generated files. */
function typeErrors(text: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: [],
  };
  const file = join(folder, "usage.ts");
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: (name) => name === file || host.fileExists(name),
    getSourceFile: (name, version) =>
      name === file ? ts.createSourceFile(name, text, version) : host.getSourceFile(name, version),
  });
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}

test("the contract without the member refuses it", async () => {
  const { zCreateConnectionRequest } = await vi.importActual<typeof import("@starfix/schema/zod")>(
    join(schema, "src/generated/zod.gen.js"),
  );
  const request = { type: "s3", name: "zoo", bucket: "b", awsEndpoint: "s3.us-east-1.amazonaws.com" };
  expect(zCreateConnectionRequest.safeParse(request).success).toBe(true);
  expect(zCreateConnectionRequest.safeParse({ ...request, [MEMBER]: OWNER }).success).toBe(false);
});

test("its descriptor says that it can be changed and cleared, and it is written before the secrets", async () => {
  const { connectionDescriptors } = await import("@starfix/schema/descriptors");
  const { members } = connectionDescriptors.s3;
  expect(members).toContainEqual({ name: MEMBER, changeable: true, default: "" });
  const names = members.filter(({ readOnly }) => !readOnly).map(({ name }) => name);
  expect(names.slice(-3)).toEqual(["prefix", MEMBER, "secrets"]);
});

test("requests and responses have it, and only as a text", async () => {
  const zod = await import("@starfix/schema/zod");
  const { isCreateConnectionRequest } = await import("@starfix/schema/guards");
  const request = { type: "s3", name: "zoo", bucket: "b", awsEndpoint: "s3.us-east-1.amazonaws.com" };
  expect(zod.zCreateConnectionRequest.safeParse({ ...request, [MEMBER]: OWNER }).success).toBe(true);
  expect(zod.zCreateConnectionRequest.safeParse({ ...request, [MEMBER]: 1 }).success).toBe(false);
  expect(zod.zUpdateConnectionRequest.safeParse({ type: "s3", [MEMBER]: OWNER }).success).toBe(true);
  expect(zod.zUpdateConnectionRequest.safeParse({ type: "s3", [MEMBER]: 1 }).success).toBe(false);
  expect(isCreateConnectionRequest({ ...request, [MEMBER]: OWNER })).toBe(true);
  expect(isCreateConnectionRequest({ ...request, [MEMBER]: 1 })).toBe(false);
});

test("it is typed, and its builder has a method for it", () => {
  const head = [
    'import type { CreateS3ConnectionRequest, S3ConnectionResponse, UpdateS3ConnectionRequest } from "./types.gen.js";',
    'import type { BatchJobBase, S3ConnectionBase } from "./builders.gen.ts";',
    "declare const base: S3ConnectionBase<unknown, never, never, never>;",
    "declare const job: BatchJobBase<unknown>;",
  ];
  const fits = [
    `export const create: CreateS3ConnectionRequest["${MEMBER}"] = "${OWNER}";`,
    `export const update: UpdateS3ConnectionRequest = { type: "s3", ${MEMBER}: "${OWNER}" };`,
    `export const response: S3ConnectionResponse["${MEMBER}"] = "${OWNER}";`,
    `base.${MEMBER}("${OWNER}");`,
    `job.${JOB_MEMBER}(4);`,
  ];
  expect(typeErrors([...head, ...fits].join("\n"))).toEqual([]);
  expect(typeErrors([...head, `base.${MEMBER}(1);`].join("\n"))).toEqual([
    "Argument of type 'number' is not assignable to parameter of type 'string'.",
  ]);
  expect(typeErrors([...head, `job.${JOB_MEMBER}("4");`].join("\n"))).toEqual([
    "Argument of type 'string' is not assignable to parameter of type 'number'.",
  ]);
});

test("a job with a new member is compiled, and the member stands behind those that the compiler knows", async () => {
  const { batchJob } = await import("@starfix/dsl");
  const { compileDefinition } = await import("@starfix/compiler/definition");
  const job = batchJob("koalas")
    .from(await definition())
    .prefixes("koalas/")
    .input({ at: "string" })
    .into("Koalas")
    .map({ __time: 'TIME_PARSE("at")' });
  // The method is there at run time only, as above.
  const more = (job as typeof job & Record<typeof JOB_MEMBER, (count: number) => typeof job>)[JOB_MEMBER](4);
  const { artifact, issues } = compileDefinition(more.maxParseExceptions(3));
  expect(issues).toEqual([]);
  expect(Object.entries(artifact?.json ?? {}).slice(-2)).toEqual([
    ["maxParseExceptions", 3],
    [JOB_MEMBER, 4],
  ]);
});

test("a definition with it is compiled, and the member stands in the order of its descriptor", async () => {
  const { compileDefinition } = await import("@starfix/compiler/definition");
  const { artifact, issues } = compileDefinition(await definition());
  expect(issues).toEqual([]);
  expect(JSON.stringify(artifact?.json)).toBe(
    JSON.stringify({
      type: "s3",
      name: "zoo",
      bucket: "demo-bucket",
      awsEndpoint: "s3.us-east-1.amazonaws.com",
      awsAssumedRoleArn: "arn:aws:iam::012345678901:role/demo-role",
      prefix: "koalas/",
      [MEMBER]: OWNER,
    }),
  );
});

test("it is stored, answered, planned, changed and cleared", async () => {
  const { testServer, PROJECT_ID } = await load.server();
  const { createClient } = await load.client();
  const { planConnections } = await load.plan();
  const { runConnections } = await load.run();
  const { compileDefinition } = await import("@starfix/compiler/definition");
  const compiled = compileDefinition(await definition()).artifact;
  if (compiled === undefined) throw new Error("expected an artifact");
  const artifact = (changes: object) => ({
    name: "zoo",
    path: compiled.path,
    json: { ...Object(compiled.json), ...changes },
    secrets: [],
  });

  await using server = await testServer();
  const client = createClient({
    url: "http://service.test",
    projectId: PROJECT_ID,
    apiKey: server.key,
    fetch: async (input, init) => server.server.app.request(new Request(input, init)),
  });
  const printed: string[] = [];
  // Only this method is called.
  const output = { line: (text: string) => void printed.push(text) };
  /** Plans and runs one artifact; the steps, without the artifact. */
  const apply = async (changes: object) => {
    const steps = planConnections([artifact(changes)], (await client.connections.list()).values);
    await runConnections(steps, { client, output: output as never, env: {} });
    return steps;
  };
  const stored = async () => (await server.store.connections.get("zoo"))?.record.members;

  expect(await apply({})).toMatchObject([{ action: "create" }]);
  expect(await stored()).toMatchObject({ [MEMBER]: OWNER });
  const answered = await client.connections.get({ name: "zoo" });
  expect(answered).toMatchObject({ bucket: "demo-bucket", [MEMBER]: OWNER });
  expect(Object.keys(answered).slice(0, 7)).toEqual([
    "type",
    "name",
    "bucket",
    "awsEndpoint",
    "awsAssumedRoleArn",
    "prefix",
    MEMBER,
  ]);

  expect(await apply({})).toMatchObject([{ action: "unchanged" }]);
  expect(await apply({ [MEMBER]: "999999999999" })).toMatchObject([
    { action: "update", fields: [MEMBER], cleared: {} },
  ]);
  expect(await client.connections.get({ name: "zoo" })).toMatchObject({ [MEMBER]: "999999999999" });
  expect(await apply({ [MEMBER]: undefined })).toMatchObject([
    { action: "update", fields: [], cleared: { [MEMBER]: "" } },
  ]);
  expect(await client.connections.get({ name: "zoo" })).not.toHaveProperty(MEMBER);
  expect(await stored()).not.toHaveProperty(MEMBER);
  expect(await apply({ [MEMBER]: undefined })).toMatchObject([{ action: "unchanged" }]);
  expect(printed).toEqual([
    "zoo: connection created",
    "zoo: connection unchanged",
    `zoo: connection updated (${MEMBER})`,
    `zoo: connection updated (${MEMBER})`,
    "zoo: connection unchanged",
  ]);

  const refused = await server.call("/connections/zoo", { method: "PATCH", body: { type: "s3", [MEMBER]: 1 } });
  expect(refused.status).toBe(400);
  expect((await refused.json()).details).toMatchObject([{ target: `/${MEMBER}` }]);
});
