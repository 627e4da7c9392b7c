import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { CliContext } from "../context.ts";
import { type TempFolder, tempFolder } from "../testing/temp-folder.ts";
import { UserError } from "../user-error.ts";
import { openPackage } from "./open-package.ts";

const MANIFEST = { name: "@acme/catalog", version: "1.1.0" };
const TOKEN = "a-token-of-growth";

/** The versions that the registry has, by package. The last of the catalogue needs another package. */
const published = new Map<string, readonly Readonly<Record<string, unknown>>[]>([
  [
    "@acme/catalog",
    [
      MANIFEST,
      {
        ...MANIFEST,
        version: "2.0.0",
        dependencies: { "@acme/base": "^1.0.0" },
        peerDependencies: { "@acme/theirs": "1" },
        devDependencies: { "@acme/tool": "1" },
      },
      { ...MANIFEST, version: "3.0.0", dependencies: { "@acme/base": "^2.0.0" } },
    ],
  ],
  ["@acme/base", [{ name: "@acme/base", version: "1.0.0" }]],
]);

/** A registry for those who sign in. */
const registry = createServer((request, response) => {
  const { url = "", headers } = request;
  const name = decodeURIComponent(url.slice(1));
  asked.add(name);
  const manifests = published.get(name);
  const tarball = tarballs.get(url);
  if (headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end("{}");
  else if (tarball !== undefined) response.end(tarball);
  else if (manifests === undefined) response.writeHead(404).end("{}");
  else {
    const versions = manifests.map((manifest) => {
      const dist = { tarball: `http://${headers.host}${tarballPath(manifest)}` };
      return [manifest.version, { ...manifest, dist }];
    });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ name, "dist-tags": {}, versions: Object.fromEntries(versions) }));
  }
});
const asked = new Set<string>();
const tarballs = new Map<string, Buffer>();
const tarballPath = ({ name, version }: Readonly<Record<string, unknown>>): string =>
  `/${String(name).slice(1).replace("/", "-")}-${version}.tgz`;
let folder: TempFolder;

beforeAll(async () => {
  registry.listen(0, "127.0.0.1");
  await once(registry, "listening");
  const { port } = registry.address() as AddressInfo; // It listens on a port, not on a pipe.
  folder = await tempFolder({
    "growth/package.json": '{ "name": "@acme/growth" }',
    "growth/.npmrc": `@acme:registry=http://127.0.0.1:${port}/\n//127.0.0.1:${port}/:_authToken=\${ACME_TOKEN}\n`,
  });
  await mkdir(join(folder.path, "temporary"));
  vi.stubEnv("TMPDIR", join(folder.path, "temporary"));
  for (const manifest of [...published.values()].flat()) {
    const path = tarballPath(manifest);
    const packed = `packed${path.replace(".tgz", "")}`;
    await folder.write(`${packed}/package/package.json`, JSON.stringify(manifest));
    await new Promise<void>((done, fail) => {
      const argv = ["-czf", "packed.tgz", "package/package.json"];
      execFile("tar", argv, { cwd: join(folder.path, packed) }, (error) => (error ? fail(error) : done()));
    });
    tarballs.set(path, await readFile(join(folder.path, packed, "packed.tgz")));
  }
});

afterEach(async () => {
  expect(await readdir(join(folder.path, "temporary"))).toEqual([]);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  registry.close();
  await folder[Symbol.asyncDispose]();
});

/** The working directory is not the project, so that nothing but the project names the registry. */
async function open(
  what: string,
  { file = "package.json", ...given }: Partial<Pick<CliContext, "env" | "signal">> & { readonly file?: string } = {},
): Promise<string> {
  const cwd = join(folder.path, "elsewhere");
  await mkdir(cwd, { recursive: true });
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, npm_config_cache: join(folder.path, "cache"), NO_PROXY: "127.0.0.1", ...given.env };
  const signal = given.signal ?? new AbortController().signal;
  const context = { cwd, stdout: { write: () => {} }, stderr: { write: () => {} }, isTTY: false };
  await using opened = await openPackage(what, { ...context, env, signal }, join(folder.path, "growth"));
  return readFile(join(opened.folder, file), "utf8");
}

test("a version comes from the registry that the project names, signed in to as it says", async () => {
  expect(JSON.parse(await open("@acme/catalog@1.1.0", { env: { ACME_TOKEN: TOKEN } }))).toEqual(MANIFEST);
  expect(JSON.parse(await open("@acme/catalog@^1.0.0", { env: { ACME_TOKEN: TOKEN } }))).toEqual(MANIFEST);
});

test("what a version depends on comes along, and neither what it expects of its users nor its tools", async () => {
  const env = { ACME_TOKEN: TOKEN };
  const file = "../base/package.json";
  const base = { name: "@acme/base", version: "1.0.0" };
  expect(JSON.parse(await open("@acme/catalog@2.0.0", { env, file }))).toEqual(base);
  await writeFile(join(folder.path, "elsewhere/catalog.tgz"), tarballs.get("/acme-catalog-2.0.0.tgz") ?? "");
  expect(JSON.parse(await open("catalog.tgz", { env, file }))).toEqual(base);
  expect([...asked]).not.toContainEqual(expect.stringMatching(/theirs|tool/));
});

test("a version is fetched within npm publish --dry-run too", async () => {
  const env = { ACME_TOKEN: TOKEN, npm_config_dry_run: "true" };
  expect(JSON.parse(await open("@acme/catalog@1.1.0", { env }))).toEqual(MANIFEST);
});

test.each([
  {
    what: "a version that the registry does not have",
    given: "@acme/catalog@9.9.9",
    env: { ACME_TOKEN: TOKEN },
    want: "npm could not install @acme/catalog@9.9.9 (No matching version found for @acme/catalog@9.9.9): expected a version that the registry of the project's .npmrc has, or a folder",
  },
  {
    what: "a package that the registry does not have",
    given: "@acme/none@1.0.0",
    env: { ACME_TOKEN: TOKEN },
    want: "npm could not install @acme/none@1.0.0 (Not Found - GET <registry>@acme%2fnone): expected a version that the registry of the project's .npmrc has, or a folder",
  },
  {
    what: "a registry that does not know who asks",
    given: "@acme/catalog@1.1.0",
    env: { ACME_TOKEN: "another" },
    want: "npm could not install @acme/catalog@1.1.0 (401 Unauthorized - GET <registry>@acme%2fcatalog): expected a token for the registry in an .npmrc, or a folder",
  },
  {
    what: "a machine without npm",
    given: "@acme/catalog@1.1.0",
    env: { PATH: "/nowhere" },
    want: "npm, which is to install @acme/catalog@1.1.0, is not there: install it, or name a folder",
  },
  {
    what: "a version that depends on what the registry does not have",
    given: "@acme/catalog@3.0.0",
    env: { ACME_TOKEN: TOKEN },
    want: "npm could not install @acme/catalog@3.0.0 (No matching version found for @acme/base@^2.0.0): expected a version that the registry of the project's .npmrc has, or a folder",
  },
])("$what is reported in one sentence", async ({ given, env, want }) => {
  const refused = await open(given, { env }).catch((error: Error) => error);
  expect(refused).toBeInstanceOf(UserError);
  expect(String(refused).replace(/http:\/\/127\.0\.0\.1:\d+\//, "<registry>")).toBe(`UserError: ${want}`);
});

test("fetching can be interrupted", async () => {
  const env = { ACME_TOKEN: TOKEN };
  await expect(open("@acme/catalog@1.1.0", { env, signal: AbortSignal.timeout(20) })).rejects.toThrow(
    "interrupted before npm could install @acme/catalog@1.1.0",
  );
});
