import { expect, test } from "vitest";
import { requireImports } from "./require-imports.ts";

const imports = [
  { package: "@acme/catalog", version: "1.2.0", definitions: ["connection:lake", "connection:raw", "table:Orders"] },
];
const lake = {
  type: "s3",
  name: "lake",
  bucket: "acme-lake",
  awsEndpoint: "s3.us-east-1.amazonaws.com",
  submittedByUser: { userId: "u", username: "u" },
  submittedOnTimestamp: "2026-01-01T00:00:00Z",
  modifiedByUser: { userId: "u", username: "u" },
  modifiedOnTimestamp: "2026-01-01T00:00:00Z",
} as const;

test("a connection of another package that the service lacks is named with its package", () => {
  expect(() => requireImports(imports, [lake])).toThrow(
    "the service lacks connections that other packages own: apply those packages first\n  connection raw: @acme/catalog 1.2.0",
  );
});

test("what the service has is not missing, and neither are tables", () => {
  requireImports(imports, [lake, { ...lake, name: "raw" }]);
  requireImports([], []);
});
