import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { loadOptional } from "./load-optional.ts";
import { readVersion } from "./version.ts";

/** A folder that lies in no project. */
async function bareFolder(files: Readonly<Record<string, string>> = {}) {
  const path = await mkdtemp(join(tmpdir(), "starfix-optional-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** A package that Node.js does not find, in its own words. */
const notFound = (name: string) => async (): Promise<never> => {
  const error = new Error(`Cannot find package '${name}' imported from /app/node_modules/starfix/dist/serve.js`);
  throw Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
};

const none = { "@starfix/server": notFound("@starfix/server"), "@starfix/duck": notFound("@starfix/duck") };
const VERSION = readVersion();

test("what is there is loaded, each package under its name", async () => {
  const loaded = await loadOptional({ cwd: "/nowhere", env: {} }, "serve", {
    "node:path": () => import("node:path"),
    one: async () => 1,
  });
  expect(loaded["node:path"].sep).toBe("/");
  expect(loaded.one).toBe(1);
});

test.each([
  { what: "npm", files: { "package-lock.json": "{}" }, want: "npm install --save-dev" },
  { what: "pnpm", files: { "pnpm-lock.yaml": "" }, want: "pnpm add --save-dev" },
  { what: "yarn", files: { "yarn.lock": "" }, want: "yarn add --dev" },
  { what: "bun", files: { "bun.lock": "" }, want: "bun add --dev" },
])("in a project that has starfix installed, $what is to add all that is missing", async ({ files, want }) => {
  await using folder = await bareFolder({ ...files, "package.json": "{}", "node_modules/x/package.json": "{}" });
  await symlink(dirname(import.meta.dirname), join(folder.path, "node_modules/starfix"));
  const run = `${want} @starfix/server @starfix/duck`;
  await expect(loadOptional({ cwd: folder.path, env: {} }, "serve", none)).rejects.toMatchObject({
    name: "UserError",
    message: `\`starfix serve\` needs @starfix/server and @starfix/duck, which are not installed: run \`${run}\``,
    json: { missing: ["@starfix/server", "@starfix/duck"], run },
  });
});

test.each([
  {
    agent: undefined,
    want: `npx --package=starfix@${VERSION} --package=@starfix/server --package=@starfix/duck starfix serve …`,
  },
  {
    agent: "pnpm/12.21.0 npm/? node/? linux x64",
    want: `pnpm --package=starfix@${VERSION} --package=@starfix/server --package=@starfix/duck dlx starfix serve …`,
  },
  {
    agent: "yarn/4.9.2 npm/? node/?",
    want: `yarn dlx --package starfix@${VERSION} --package @starfix/server --package @starfix/duck starfix serve …`,
  },
])("outside of a project, $agent is to fetch starfix with all that it needs", async ({ agent, want }) => {
  await using folder = await bareFolder();
  const loaders = { ...none, "@starfix/server": async () => ({}) };
  await expect(
    loadOptional({ cwd: folder.path, env: { npm_config_user_agent: agent } }, "serve", loaders),
  ).rejects.toThrow(`\`starfix serve\` needs @starfix/duck, which is not installed: run \`${want}\``);
});

test("what Node.js itself says of a package that is not there is understood", async () => {
  const script = `await import("@starfix/absent").catch(({ code, message }) => console.log(JSON.stringify({ code, message })))`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
  const { code, message } = JSON.parse(stdout);
  const absent = async (): Promise<never> => {
    throw Object.assign(new Error(message), { code });
  };
  const loading = (name: string) => loadOptional({ cwd: "/nowhere", env: {} }, "serve", { [name]: absent });
  await expect(loading("@starfix/absent")).rejects.toThrow(
    "`starfix serve` needs @starfix/absent, which is not installed",
  );
  await expect(loading("@starfix/server")).rejects.toThrow(message);
});

test("a project of Yarn without node_modules has what runs in it installed", async () => {
  await using folder = await bareFolder({ ".pnp.cjs": "", "yarn.lock": "" });
  const refused = async (): Promise<never> => {
    const message =
      "starfix tried to access @starfix/server (a peer dependency) but it isn't provided by your application";
    throw Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
  };
  const loading = (name: string) => loadOptional({ cwd: folder.path, env: {} }, "serve", { [name]: refused });
  await expect(loading("@starfix/server")).rejects.toThrow("run `yarn add --dev @starfix/server`");
  await expect(loading("@starfix/engine")).rejects.toThrow("starfix tried to access @starfix/server");
});

test("another starfix than the one that runs is no help", async () => {
  await using folder = await bareFolder({
    "package-lock.json": "{}",
    "node_modules/starfix/package.json": '{ "name": "starfix", "version": "9.9.9" }',
  });
  await expect(loadOptional({ cwd: folder.path, env: {} }, "serve", none)).rejects.toThrow(
    "run `npx --package=starfix@",
  );
});

test.each([
  { what: "a package that the package needs", error: notFound("hono") },
  {
    what: "a file of the package",
    error: async () => {
      const message =
        "Cannot find module '/app/node_modules/@starfix/server/dist/x.js' imported from /app/node_modules/@starfix/server/dist/index.js";
      throw Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" });
    },
  },
  {
    what: "a fault while it loads",
    error: async () => {
      throw new Error("Cannot find package '@starfix/server' is what somebody wrote");
    },
  },
])("$what is not taken for the package itself", async ({ error }) => {
  const loading = loadOptional({ cwd: "/nowhere", env: {} }, "serve", { ...none, "@starfix/server": error });
  await expect(loading).rejects.toThrow(/^Cannot find /);
  await expect(loading).rejects.not.toMatchObject({ name: "UserError" });
});
