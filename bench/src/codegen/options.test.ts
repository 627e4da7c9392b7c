import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("without options all is measured, three times, against all peers", () => {
  expect(parseOptions([], { STARFIX_SPECS: "/specs" })).toEqual({
    json: false,
    help: false,
    runs: 3,
    peers: ["openapi-typescript", "hey-api", "orval", "kubb"],
    documents: ["stripe", "github"],
    specs: "/specs",
    limitSeconds: 180,
    sections: ["wall", "linear", "check", "second-run", "parse", "compile-schema"],
    targets: "types,zod,json-schema",
  });
});

test.each([
  { given: ["--peers", "none"], want: { peers: [] } },
  { given: ["--peers", "kubb,orval"], want: { peers: ["kubb", "orval"] } },
  { given: ["--documents", ""], want: { documents: [] } },
  { given: ["--json", "--runs", "1", "--limit", "20"], want: { json: true, runs: 1, limitSeconds: 20 } },
  { given: ["--profile", "stripe", "--targets", "zod"], want: { profile: "stripe", targets: "zod" } },
  { given: ["--specs", "/a", "--sections", "parse"], want: { specs: "/a", sections: ["parse"] } },
])("$given is read", ({ given, want }) => {
  expect(parseOptions(given, {})).toMatchObject(want);
});

test.each([
  { given: ["--runs", "0"], want: "invalid --runs: expected a whole number above zero, received 0" },
  {
    given: ["--peers", "swagger"],
    want: "invalid --peers: expected openapi-typescript, hey-api, orval, kubb, received swagger",
  },
  { given: ["--sections", "all"], want: /^invalid --sections: expected wall, .* received all$/ },
  { given: ["--fast"], want: /Unknown option '--fast'/ },
])("$given is refused", ({ given, want }) => {
  expect(() => parseOptions(given, {})).toThrow(want);
});
