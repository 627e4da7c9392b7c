import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { uploadPath } from "./node.ts";
import { conformanceScenarios } from "./testing/conformance-scenarios.ts";
import { type FakeService, startFakeService } from "./testing/fake-service.ts";

let service: FakeService;
let folder: string;

beforeAll(async () => {
  service = await startFakeService(conformanceScenarios);
  folder = await mkdtemp(join(tmpdir(), "client-upload-"));
  await writeFile(join(folder, "koalas.csv"), "city\n".repeat(40_000));
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const client = () => createClient({ url: service.urlOf("upload"), projectId: "p", apiKey: "k" });

test("a file is uploaded while it is read, under its own name", async () => {
  const sent: string[] = [];
  const answer = await uploadPath(client(), join(folder, "koalas.csv"), {
    onProgress: (progress) => sent.push(`${progress.sent} of ${progress.total}`),
  });
  expect(answer).toMatchObject({
    name: "koalas.csv",
    sizeBytes: 200_000,
    length: expect.stringMatching(/^200\d\d\d$/),
  });
  expect(sent.length).toBeGreaterThan(3);
  expect([sent[0], sent.at(-1)]).toEqual(["0 of 200000", "200000 of 200000"]);
});

test("a file is uploaded under another name and with its formats", async () => {
  const to = client();
  const options = { name: "2026/k.csv", dataFormat: "csv", compressionFormat: "none" } as const;
  expect(await uploadPath(to, join(folder, "koalas.csv"), { ...options, streamed: false })).toMatchObject({
    name: "2026/k.csv",
    sizeBytes: 200_000,
  });
  expect(service.received(to.url)[0]?.path).toBe("/v1/projects/p/files?dataFormat=csv&compressionFormat=none");
});

test("what is no file is refused before anything is sent", async () => {
  const to = client();
  await expect(uploadPath(to, folder)).rejects.toThrow(`invalid path: expected a file, received the folder ${folder}`);
  const missing = join(folder, "no.csv");
  await expect(uploadPath(to, missing)).rejects.toMatchObject({ code: "ENOENT", path: missing });
  expect(service.received(to.url)).toEqual([]);
});
