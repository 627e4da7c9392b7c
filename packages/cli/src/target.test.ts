import { expect, test } from "vitest";
import { resolveTarget } from "./target.ts";
import { tempFolder } from "./testing/temp-folder.ts";

const served = "STARFIX_URL=http://127.0.0.1:8888\nSTARFIX_PROJECT_ID=local\nSTARFIX_API_KEY=pok_local\n";
const sink = { write: () => undefined };

function contextOf(cwd: string, env: Readonly<Record<string, string>> = {}) {
  return { cwd, env, stdout: sink, stderr: sink, isTTY: false, signal: new AbortController().signal };
}

test("options come before the environment, that before .env, and that before the last server", async () => {
  await using folder = await tempFolder({
    ".starfix/server/target.env": served,
    ".env": "STARFIX_URL=http://127.0.0.1:8888\nSTARFIX_PROJECT_ID=file\nAWS_ID=from-file\nOTHER=from-file\n",
    "project/.env": "STARFIX_PROJECT_ID=inner\nAWS_SECRET='from project'\n",
  });
  const { target, env } = await resolveTarget({ cwd: "project" }, contextOf(folder.path, { OTHER: "from env" }));
  expect(target).toEqual({ url: "http://127.0.0.1:8888", projectId: "file", apiKey: "pok_local" });
  expect(env).toMatchObject({ AWS_ID: "from-file", AWS_SECRET: "from project", OTHER: "from env" });
  const given = await resolveTarget({ project: "option" }, contextOf(folder.path, { STARFIX_PROJECT_ID: "env" }));
  expect(given.target.projectId).toBe("option");
});

test("without a word the last server of the folder is meant", async () => {
  await using folder = await tempFolder({ ".starfix/server/target.env": served });
  expect((await resolveTarget({}, contextOf(folder.path))).target).toEqual({
    url: "http://127.0.0.1:8888",
    projectId: "local",
    apiKey: "pok_local",
  });
});

test("the key of that server is not sent to another one", async () => {
  await using folder = await tempFolder({ ".starfix/server/target.env": served });
  const other = { url: "https://acme.us-east-1.aws.api.imply.io", project: "p" };
  await expect(resolveTarget(other, contextOf(folder.path))).rejects.toThrow(
    "missing API key: give --api-key or set STARFIX_API_KEY, or start `starfix serve` in this folder",
  );
});
