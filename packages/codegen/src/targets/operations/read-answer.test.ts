import { expect, test } from "vitest";
import { diagnose, emit } from "../../testing/emit.ts";
import { ok, operationDocument, thing } from "../../testing/operation-document.ts";

test.each<[string, object, string, string]>([
  ["JSON", ok, "Thing", ""],
  [
    "JSON that is asked for among others",
    { "200": { content: { "text/csv": {}, "application/json": { schema: thing }, "a/b": {} } } },
    "Thing",
    "",
  ],
  [
    "JSON of another name",
    { "200": { content: { "application/hal+json": { schema: thing } } } },
    "Thing",
    'accept: "application/hal+json"',
  ],
  ["text", { "200": { content: { "text/csv": {} } } }, "string", 'accept: "text/csv",\n    answer: "text"'],
  [
    "a text of another kind",
    { "200": { content: { "application/vnd.diff": { schema: { type: "string" } } } } },
    "string",
    'answer: "text"',
  ],
  [
    "bytes",
    { "200": { content: { "image/png": {}, "image/gif": {} } } },
    "Uint8Array<ArrayBuffer>",
    'accept: "image/gif, image/png",\n    answer: "bytes"',
  ],
  ["events", { "200": { content: { "text/event-stream": {} } } }, "ReadableStream<Uint8Array>", 'answer: "stream"'],
  ["nothing", { "204": { description: "" } }, "void", ""],
  ["nothing, whatever is said", { "204": { content: { "application/json": { schema: thing } } } }, "void", ""],
  ["one of several", { ...ok, "202": { description: "later" } }, "Thing | void", ""],
  [
    "of several kinds",
    { ...ok, "206": { content: { "image/png": {} } } },
    "Thing | Uint8Array<ArrayBuffer>",
    'accept: "application/json, image/png",\n    answer: "declared"',
  ],
  ["that of a range", { "2XX": ok["200"] }, "Thing", ""],
  ["that of every status", { default: ok["200"] }, "Thing", ""],
  [
    "unknown where only redirects are said",
    { "302": { description: "" } },
    "unknown",
    'accept: "*/*",\n    answer: "declared"',
  ],
  ["unknown where a body is not described", { "200": { content: { "application/json": {} } } }, "unknown", ""],
])("an answer is %s", async (_, responses, type, want) => {
  const document = operationDocument("/a", "get", { responses });
  const text = await emit("operations", document);
  expect(text).toContain(`transport.send<${type}>({`);
  expect(text).toContain(want);
  expect(await diagnose("operations", document)).toEqual([]);
});
