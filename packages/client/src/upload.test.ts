import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import { json } from "./testing/scripted-fetch.ts";
import type { UploadData, UploadProgress } from "./upload.ts";

/** A service that reads the form that it is sent. */
function serviceOf(answer: () => Response = () => json(201, { name: "a" })) {
  const sent: { name: string; type: string; text: string; length: string | null }[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const request = new Request(url, init);
    const length = request.headers.get("content-length");
    const file = (await request.formData()).get("file");
    if (file === null || typeof file === "string") throw new Error("expected a file");
    sent.push({ name: file.name, type: file.type, text: await file.text(), length });
    return answer();
  };
  return { client: createClient({ url: "http://host", projectId: "p", apiKey: "k", fetch }), sent };
}

const bytes = new TextEncoder().encode("city\n");

test.each<[what: string, data: () => UploadData]>([
  ["a text", () => "city\n"],
  ["bytes", () => bytes],
  ["a buffer", () => bytes.slice().buffer],
  ["a blob", () => new Blob([bytes])],
  ["a stream", () => new Blob([bytes]).stream()],
])("%s is uploaded, streamed or not", async (_, data) => {
  for (const streamed of [true, false]) {
    const { client, sent } = serviceOf();
    const progress: UploadProgress[] = [];
    await client.files.upload({
      name: "a",
      data: data(),
      size: 5,
      streamed,
      onProgress: (report) => progress.push(report),
    });
    expect(sent).toMatchObject([{ name: "a", type: "application/octet-stream", text: "city\n" }]);
    expect(progress).toEqual([
      { sent: 0, total: 5 },
      { sent: 5, total: 5 },
    ]);
  }
});

test("a stream of unknown size has a progress without a total, and no Content-Length", async () => {
  const { client, sent } = serviceOf();
  const progress: UploadProgress[] = [];
  const data = new Blob([bytes]).stream();
  await client.files.upload({ name: "a", data, onProgress: (report) => progress.push(report) });
  expect(progress.at(-1)).toEqual({ sent: 5, total: undefined });
  expect(sent[0]?.length).toBeNull();
});

test("the form of the contract is taken as well", async () => {
  const { client, sent } = serviceOf();
  await client.files.upload({ body: { file: { data: "x", filename: "b" } } });
  expect(sent).toMatchObject([{ name: "b", text: "x" }]);
});

test.each(["a b/c.json", "ü.json", "100%.csv"])("the name %j arrives as it is", async (name) => {
  const { client, sent } = serviceOf();
  await client.files.upload({ name, data: "" });
  expect(sent[0]?.name).toBe(name);
});

test("a name cannot leave its place", async () => {
  const { client, sent } = serviceOf();
  await client.files.upload({ name: 'a"\r\nX-Evil: 1', data: "" });
  expect(sent[0]?.name).toMatch(/^a.{3,6}X-Evil: 1$|^a"\r\nX-Evil: 1$/s);
  await expect(client.files.upload({ name: "", data: "" })).rejects.toThrow("invalid name");
  expect(sent).toHaveLength(1);
});

test("a name that is taken is a conflict, and the upload is not repeated", async () => {
  const { client, sent } = serviceOf(() =>
    json(409, { code: "StateConflict", message: "taken" }, { "retry-after": "0" }),
  );
  await expect(client.files.upload({ name: "a", data: "x" })).rejects.toMatchObject({ status: 409 });
  expect(sent).toHaveLength(1);
});

test("a stream that fails ends the upload with its error", async () => {
  const { client } = serviceOf();
  const data = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("disk gone")) });
  await expect(client.files.upload({ name: "a", data })).rejects.toThrow("disk gone");
});
