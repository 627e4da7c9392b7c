import { randomUUID } from "node:crypto";
import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A unique path for a bundle, without symbolic links, as stack traces have it. */
export function temporaryOutfile(): string {
  return join(realpathSync(tmpdir()), `starfix-${randomUUID()}`, "definitions.mjs");
}
