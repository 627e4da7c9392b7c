import type { UnlocatedIssue } from "../issue.ts";
import { describeValue, isJsonObject } from "./json.ts";
import { failAt, type LoadedDocument } from "./load-document.ts";

/**
 * Checks that the version of OpenAPI is supported, and returns a warning for a newer one.
 *
 * @throws {CodegenError} for anything but OpenAPI 3.0, 3.1 or 3.2.
 */
export function checkVersion(document: LoadedDocument): UnlocatedIssue[] {
  const { root, version } = document;
  if (!isJsonObject(root)) {
    const message = `expected an OpenAPI document, received ${describeValue(root)}`;
    throw failAt(document, { code: "invalid_document", pointer: "", message });
  }
  const pointer = "/openapi";
  if (version === "3.2") {
    const message = `expected openapi: 3.0.x or 3.1.x, received ${describeValue(root.openapi)}`;
    return [{ code: "newer_version", pointer, message }];
  }
  if (version !== undefined) return [];
  if (root.swagger !== undefined) {
    const received = describeValue(root.swagger);
    const message = `expected openapi: 3.0.x or 3.1.x, received swagger: ${received}; \`npx swagger2openapi\` converts it`;
    throw failAt(document, { code: "unsupported_version", pointer: "/swagger", message });
  }
  const message = `expected openapi: 3.0.x or 3.1.x, received ${describeValue(root.openapi)}`;
  throw failAt(document, { code: "unsupported_version", pointer, message });
}
