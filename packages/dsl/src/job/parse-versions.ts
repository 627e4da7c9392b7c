import { readInstant } from "@starfix/expr";
import { refuse } from "../definition-error.ts";

/** Checks versions of segments: each is the time that a segment was written. */
export function parseVersions(versions: readonly unknown[]): string[] {
  const example = "2026-01-01T12:00:00.460Z";
  if (versions.length === 0) refuse("version", `at least one, such as ${example}`, "none");
  const parsed = versions.map((version) =>
    typeof version === "string" && version.includes("T") && readInstant(version) !== undefined
      ? version
      : refuse("version", `an ISO 8601 time such as ${example}`, version),
  );
  return parsed;
}
