import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

export const BENCH: string = join(ROOT, "bench");

/** Where a run works. Inside the repository, so that generated code finds zod. */
export const WORK: string = join(BENCH, ".tmp");
