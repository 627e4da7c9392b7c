import { randomUUID } from "node:crypto";
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A path for a bundle that nobody else has. The real one: stack traces name files by it. */
export async function temporaryOutfile(): Promise<string> {
  return join(await realpath(tmpdir()), `starfix-${randomUUID()}`, "definitions.mjs");
}
