import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("without options all is measured, five times, against all peers", () => {
  expect(parseOptions([])).toEqual({
    json: false,
    help: false,
    runs: 5,
    peers: ["floor", "cdk8s", "tinybird", "cdktf", "pulumi"],
    sections: ["compile", "check", "watch", "memory"],
    size: 10_000,
    limitSeconds: 120,
  });
});

test.each([
  { given: ["--peers", "none", "--json"], want: { peers: [], json: true } },
  { given: ["--peers", "cdk8s,floor", "--size", "300"], want: { peers: ["cdk8s", "floor"], size: 300 } },
  { given: ["--sections", "watch", "--runs", "1"], want: { sections: ["watch"], runs: 1 } },
])("$given is read", ({ given, want }) => {
  expect(parseOptions(given)).toMatchObject(want);
});

test.each([
  { given: ["--size", "1e9.5"], want: "invalid --size: expected a whole number above zero, received 1e9.5" },
  {
    given: ["--peers", "terraform"],
    want: "invalid --peers: expected floor, cdk8s, tinybird, cdktf, pulumi, received terraform",
  },
  { given: ["--sections", "all"], want: "invalid --sections: expected compile, check, watch, memory, received all" },
])("$given is refused", ({ given, want }) => {
  expect(() => parseOptions(given)).toThrow(want);
});
