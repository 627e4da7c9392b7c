import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CompileIssue } from "../issues/compile-issue.ts";
import type { PackageOf } from "../project/package-of.ts";
import type { Position } from "../project/position.ts";
import type { ResolvedDefinition } from "../resolve/resolve-definitions.ts";

/**
 * Checks that the export of an internal definition has the tag `@internal`, without which the declarations of the package still
 * offer it. A private package has no declarations for others.
 */
export function checkInternalTag(definition: ResolvedDefinition, owner: PackageOf): readonly CompileIssue[] {
  const { kind, name, node, position } = definition;
  if (node.about?.internal !== true || isPrivate(owner) || isTagged(position)) return [];
  return [{ code: "internal_without_tag", kind, name, position }];
}

function isPrivate({ folder }: PackageOf): boolean {
  const manifest: { readonly private?: unknown } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return manifest.private === true;
}

/** Whether the comment before the statement has the tag. Only top-level statements are exports. */
function isTagged({ file, line }: Position): boolean {
  const lines = readFileSync(file, "utf8").split(/\r?\n/).slice(0, line);
  const statement = lines.findLastIndex((text) => /^(export|const|let|var)\b/.test(text));
  if (statement === -1) return true;
  const before = lines.slice(0, statement).join("\n").trimEnd();
  return before.endsWith("*/") && before.slice(before.lastIndexOf("/*")).includes("@internal");
}
