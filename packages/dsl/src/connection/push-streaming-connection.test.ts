import { expect, test } from "vitest";
import { pushStreamingConnection } from "./push-streaming-connection.ts";

test("a connection is complete with its name", () => {
  expect(pushStreamingConnection("push").toNode().request).toEqual({ type: "push_streaming", name: "push" });
  expect(pushStreamingConnection("push").describe("Clicks.").toNode().request).toEqual({
    type: "push_streaming",
    name: "push",
    description: "Clicks.",
  });
});

test("an invalid name or description is refused", () => {
  expect(() => pushStreamingConnection("")).toThrow("invalid connection name: expected 1 to 64 ASCII letters");
  expect(() => pushStreamingConnection("push").describe("")).toThrow("invalid description: expected text");
});
