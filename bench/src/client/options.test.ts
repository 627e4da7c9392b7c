import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("without options all is measured against all peers", () => {
  expect(parseOptions([])).toEqual({
    json: false,
    help: false,
    requests: 5_000,
    peers: ["openapi-fetch", "hey-api"],
    sections: ["size", "types", "requests"],
  });
});

test.each([
  { given: ["--peers", "none", "--json"], want: { peers: [], json: true } },
  { given: ["--peers", "hey-api", "--requests", "300"], want: { peers: ["hey-api"], requests: 300 } },
  { given: ["--sections", "types,size"], want: { sections: ["types", "size"] } },
])("$given is read", ({ given, want }) => {
  expect(parseOptions(given)).toMatchObject(want);
});

test.each([
  { given: ["--requests", "0"], want: "invalid --requests: expected a whole number above zero, received 0" },
  { given: ["--peers", "axios"], want: "invalid --peers: expected openapi-fetch, hey-api, received axios" },
  { given: ["--sections", "all"], want: "invalid --sections: expected size, types, requests, received all" },
])("$given is refused", ({ given, want }) => {
  expect(() => parseOptions(given)).toThrow(want);
});
