import { expect, test } from "vitest";
import { readError } from "./read-error.ts";

test.each([
  ["flat", { code: "A", message: "m", target: "/x" }, { code: "A", message: "m", target: "/x", details: [] }],
  ["wrapped", { error: { code: "A", message: "m" } }, { code: "A", message: "m", details: [] }],
  [
    "SQL",
    {
      error: "druidException",
      errorCode: "invalidInput",
      errorMessage: "Table [x] not found",
      category: "INVALID_INPUT",
    },
    { code: "invalidInput", message: "Table [x] not found", details: [] },
  ],
  [
    "wrapped SQL",
    { taskId: "t", state: "FAILED", error: { error: "druidException", errorCode: "general", errorMessage: "m" } },
    { code: "general", message: "m", details: [] },
  ],
  ["a gateway's", { message: "API rate limit exceeded" }, { message: "API rate limit exceeded", details: [] }],
  ["OAuth's", { error: "invalid_token" }, { message: "invalid_token", details: [] }],
  ["HTML", "<!DOCTYPE html><html><head><title>502 Bad\n Gateway</title>", { message: "502 Bad Gateway", details: [] }],
  ["HTML without a title", "<html><body>x</body></html>", { message: "Bad Gateway", details: [] }],
  ["text", " upstream\n timed out ", { message: "upstream timed out", details: [] }],
  ["an empty body", "", { message: "Bad Gateway", details: [] }],
  ["a list", [1], { message: "Bad Gateway", details: [] }],
  ["null", null, { message: "Bad Gateway", details: [] }],
  ["fields of wrong types", { code: 7, message: null, details: "x" }, { message: "Bad Gateway", details: [] }],
])("an error is read from %s", (_name, body, want) => {
  expect(readError(502, "Bad Gateway", body)).toEqual(want);
});

test("a status without any text is named by its number", () => {
  expect(readError(599, "", "")).toEqual({ message: "status 599 without a reason", details: [] });
});

test("details of wrong shapes are passed over, and details without a message are named by their code", () => {
  const details = [{ code: "C", target: "" }, 7, null, { message: "m" }];
  expect(readError(400, "", { code: "A", message: "m", details }).details).toEqual([
    { code: "C", message: "C", target: "" },
    { message: "m" },
  ]);
});

test("a long text is cut", () => {
  expect(readError(500, "", "x".repeat(1_000)).message).toBe(`${"x".repeat(300)}…`);
});
