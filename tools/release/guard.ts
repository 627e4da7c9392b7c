// What `pnpm publish` asks before it packs a package, however it was called. Exits 1 with the reason when it may not.
import { fileURLToPath } from "node:url";
import { GeneratedCodeError, requireGeneratedCode } from "./generated-code.ts";

try {
  await requireGeneratedCode(fileURLToPath(new URL("../..", import.meta.url)));
} catch (error) {
  if (!(error instanceof GeneratedCodeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
