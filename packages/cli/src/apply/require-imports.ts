import type { ConnectionResponse } from "@starfix/client";
import type { ManifestImport } from "@starfix/compiler";
import { UserError } from "../user-error.ts";

/** Refuses to go on when the service lacks a connection that another package owns: only that package makes it. */
export function requireImports(imports: readonly ManifestImport[], existing: readonly ConnectionResponse[]): void {
  const there = new Set(existing.map(({ name }) => `connection:${name}`));
  const lines = imports.flatMap(({ package: owner, version, definitions }) =>
    definitions
      .filter((definition) => definition.startsWith("connection:") && !there.has(definition))
      .map((definition) => `  ${definition.replace(":", " ")}: ${owner} ${version}`.trimEnd()),
  );
  if (lines.length === 0) return;
  throw new UserError(
    `the service lacks connections that other packages own: apply those packages first\n${lines.join("\n")}`,
  );
}
