import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A path for a bundle that nobody else has. The real one: stack traces name files by it. */
export function temporaryOutfile(): string {
  return join(realpathSync(tmpdir()), `starfix-${randomUUID()}`, "definitions.mjs");
}
