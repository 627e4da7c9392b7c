import { expect, test } from "vitest";
import { withVersions } from "./definition-packages.ts";

test("packages of ours are wanted in the versions that were published, others as they were", () => {
  const given = {
    name: "@example/catalogue",
    version: "1.0.0",
    dependencies: { "@starfix/dsl": "workspace:*", zod: "^4.0.0" },
    devDependencies: { starfix: "file:../starfix.tgz" },
  };
  expect(
    withVersions(
      given,
      new Map([
        ["@starfix/dsl", "0.1.0"],
        ["starfix", "0.2.0"],
      ]),
    ),
  ).toEqual({
    ...given,
    dependencies: { "@starfix/dsl": "0.1.0", zod: "^4.0.0" },
    devDependencies: { starfix: "0.2.0" },
  });
  expect(withVersions(given, new Map())).toEqual(given);
});
