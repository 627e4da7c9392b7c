import { expect, test } from "vitest";
import { requireSecrets, resolveSecrets } from "./resolve-secrets.ts";

const artifact = {
  path: "connections/demo.json",
  json: { description: "costs ${S}", "a/b": { "~": ["${S}", "${T}"] } },
  secrets: [
    { name: "S", pointer: "/a~1b/~0/0" },
    { name: "T", pointer: "/a~1b/~0/1" },
  ],
};

test("secrets are put where the manifest says, and nowhere else", () => {
  expect(resolveSecrets(artifact, { S: "1", T: "${S}" })).toEqual({
    description: "costs ${S}",
    "a/b": { "~": ["1", "${S}"] },
  });
  expect(artifact.json["a/b"]["~"]).toEqual(["${S}", "${T}"]);
});

test("all missing secrets are named at once", () => {
  expect(() => requireSecrets([artifact], { T: "" })).toThrow(
    "S, needed by connections/demo.json at /a~1b/~0/0\n  T, needed by connections/demo.json at /a~1b/~0/1",
  );
  expect(() => requireSecrets([artifact], { S: "1", T: "2" })).not.toThrow();
});

test.each(["/description", "/missing/0", ""])("a pointer %j without such a secret is an internal error", (pointer) => {
  expect(() => resolveSecrets({ ...artifact, secrets: [{ name: "S", pointer }] }, { S: "1" })).toThrow(
    "where the artifact does not hold it",
  );
});
