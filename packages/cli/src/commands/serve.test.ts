import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { dirname } from "node:path";
import { createClient, listConnections, NetworkError } from "@starfix/client";
import { expect, test } from "vitest";
import { run } from "../testing/run.ts";
import { type Served, serveInProcess } from "../testing/serve.ts";
import { tempFolder } from "../testing/temp-folder.ts";

const withKey = ({ url, projectId }: Served, apiKey: string) => createClient({ url, projectId, apiKey, retry: false });

test("a first start prints one JSON line with a key that works, and a stop ends it with 0", async () => {
  await using folder = await tempFolder();
  const served = await serveInProcess({ cwd: folder.path });
  const apiKey = served.apiKey ?? "";
  expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(served.projectId).toMatch(/^[\da-f-]{36}$/);
  expect(apiKey).toMatch(/^pok_\w+$/);
  await expect(listConnections(withKey(served, apiKey))).resolves.toEqual({ values: [] });
  const { code, stdout, stderr } = await served.stop();
  expect(code).toBe(0);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toContain(apiKey);
  await expect(listConnections(withKey(served, apiKey))).rejects.toThrow(NetworkError);
});

test("a later start keeps the project and the key and does not print it; --new-key makes another", async () => {
  await using folder = await tempFolder();
  const first = await serveInProcess({ cwd: folder.path });
  await first.stop();
  const second = await serveInProcess({ cwd: folder.path });
  expect(second).toMatchObject({ projectId: first.projectId, apiKey: null });
  await listConnections(withKey(second, first.apiKey ?? ""));
  const { stderr } = await second.stop();
  expect(stderr).toContain(`in ${folder.path}/.starfix/server/target.env; --new-key makes another`);
  const third = await serveInProcess({ cwd: folder.path, argv: ["--new-key"] });
  expect(third.apiKey).not.toBe(first.apiKey);
  await listConnections(withKey(third, first.apiKey ?? ""));
  await listConnections(withKey(third, third.apiKey ?? ""));
  await third.stop();
});

test("one file of the data folder holds the key, which only the owner reads, as the encryption key", async () => {
  await using folder = await tempFolder();
  const served = await serveInProcess({ cwd: folder.path });
  const { apiKey } = served;
  await served.stop();
  const data = `${folder.path}/.starfix/server`;
  for (const name of await readdir(data)) {
    expect((await readFile(`${data}/${name}`)).includes(apiKey ?? "")).toBe(name === "target.env");
  }
  for (const name of ["encryption.key", "target.env"]) {
    expect((await stat(`${data}/${name}`)).mode & 0o777).toBe(0o600);
  }
  await expect(readFile(`${folder.path}/.starfix/.gitignore`, "utf8")).resolves.toBe("*\n");
});

test("without --json a person reads where the server is and what its key is", async () => {
  await using folder = await tempFolder({ "objects/a.json": "" });
  const stop = new AbortController();
  const { code, stdout } = await run(["serve", "--port", "0", "--bucket", "demo-bucket=objects"], {
    cwd: folder.path,
    signal: stop.signal,
    onStdout: (text) => text.includes("Ctrl-C") && stop.abort(),
  });
  expect(code).toBe(0);
  const shown = stdout
    .replaceAll(folder.path, "DIR")
    .replace(/:\d+/, ":PORT")
    .replace(/pok_\w+/, "KEY");
  expect(shown.replace(/[\da-f]{8}-[\da-f-]{27}/, "ID")).toMatchInlineSnapshot(`
    "listening on http://127.0.0.1:PORT
    project      ID
    API key      KEY
    data         DIR/.starfix/server
    bucket       demo-bucket = DIR/objects
    The key is kept in DIR/.starfix/server/target.env, for \`starfix apply\` and \`starfix query\`.
    Ctrl-C stops the server.
    "
  `);
});

test("the encryption key comes from the environment when it is there, and is not written then", async () => {
  await using folder = await tempFolder();
  const env = { STARFIX_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64") };
  const served = await serveInProcess({ cwd: folder.path, env });
  await served.stop();
  expect(await readdir(`${folder.path}/.starfix/server`)).not.toContain("encryption.key");
});

test("an encryption key of a wrong length is refused and not repeated", async () => {
  await using folder = await tempFolder();
  const env = { STARFIX_ENCRYPTION_KEY: "too-short-secret" };
  const { code, stderr } = await run(["serve", "--port", "0"], { cwd: folder.path, env });
  expect(code).toBe(1);
  expect(stderr).toContain("invalid STARFIX_ENCRYPTION_KEY: expected 32 bytes");
  expect(stderr).not.toContain("too-short-secret");
});

test.each([
  ["demo-bucket", 'invalid --bucket: expected NAME=DIR, received "demo-bucket"'],
  ["=objects", 'invalid --bucket: expected NAME=DIR, received "=objects"'],
  ["demo-bucket=", 'invalid --bucket: expected NAME=DIR, received "demo-bucket="'],
  [
    "b=nowhere",
    "invalid --bucket b=nowhere: expected a folder that is there, received a path without anything: DIR/nowhere",
  ],
  ["b=file", "invalid --bucket b=file: expected a folder that is there, received a file: DIR/file"],
])("--bucket %s is refused", async (option, message) => {
  await using folder = await tempFolder({ file: "" });
  const { code, stdout, stderr } = await run(["serve", "--port", "0", "--bucket", option], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr.replaceAll(folder.path, "DIR")).toBe(`${message}\n`);
  expect(await readdir(folder.path)).toEqual(["file"]);
});

test("one bucket of two folders is refused", async () => {
  await using folder = await tempFolder({ "a/x": "", "b/x": "" });
  const argv = ["serve", "--bucket", "demo=a", "--bucket", "demo=b"];
  expect((await run(argv, { cwd: folder.path })).stderr).toBe(
    "invalid --bucket: expected one folder for demo, received two\n",
  );
});

test("a port that is taken is a mistake, and the key of that start is taken back", async () => {
  await using folder = await tempFolder();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const { code, stdout, stderr } = await run(["serve", "--port", `${port}`, "--json"], { cwd: folder.path });
  other.close();
  expect(code).toBe(1);
  expect(stderr).toBe(
    `port ${port} of 127.0.0.1 is taken: stop what listens there, or give --port (0 takes a free one)\n`,
  );
  expect(JSON.parse(stdout)).toHaveProperty("error.message");
  const served = await serveInProcess({ cwd: folder.path });
  expect(served.apiKey).toMatch(/^pok_/);
  await served.stop();
});

test("an address of another machine is refused", async () => {
  await using folder = await tempFolder();
  const { code, stderr } = await run(["serve", "--port", "0", "--host", "192.0.2.1"], { cwd: folder.path });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'invalid --host: expected an address of this machine, received "192.0.2.1"\n',
  });
});

test("listening beyond loopback takes an explicit --host and warns", async () => {
  await using folder = await tempFolder();
  const served = await serveInProcess({ cwd: folder.path, argv: ["--host", "0.0.0.0"] });
  const { stderr } = await served.stop();
  expect(stderr).toContain("warning: 0.0.0.0 is reached from other machines");
});

test("a data folder that another process has open is a mistake that names it", async () => {
  await using folder = await tempFolder();
  const data = `${folder.path}/data`;
  await (await serveInProcess({ cwd: folder.path, argv: ["--data", "data"] })).stop();
  const script = `
    import { DuckDBInstance } from "@duckdb/node-api";
    globalThis.held = await DuckDBInstance.create(${JSON.stringify(`${data}/starfix.duckdb`)});
    process.stdout.write("open");
    setInterval(() => {}, 1000);
  `;
  const cwd = dirname(createRequire(import.meta.url).resolve("@starfix/engine-duckdb/package.json"));
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", script], { cwd });
  await once(holder.stdout, "data");
  const { code, stderr } = await run(["serve", "--port", "0", "--data", "data"], { cwd: folder.path });
  holder.kill("SIGKILL");
  expect(code).toBe(1);
  expect(stderr).toBe(
    `cannot open the data folder ${data}: process ${holder.pid} has it open; stop that one, or name another folder\n`,
  );
});

test("a data folder that is a file is a mistake", async () => {
  await using folder = await tempFolder({ file: "" });
  const { code, stderr } = await run(["serve", "--data", "file"], { cwd: folder.path });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `invalid --data: expected a folder, received a file: ${folder.path}/file\n`,
  });
});
