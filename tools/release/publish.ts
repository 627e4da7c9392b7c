// `npm run release:publish`: publishes every package whose version the registry does not have, from committed code.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GeneratedCodeError, requireGeneratedCode } from "./generated-code.ts";
import { repositoryOf, stampRepository } from "./repository.ts";
import { CommandError, run } from "./run.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
try {
  await requireGeneratedCode(root);
  const repository = repositoryOf(process.env);
  if (repository !== undefined) await stampRepository(root, repository);
  console.log(await run(join(root, "node_modules/.bin/changeset"), ["publish"], { cwd: root }));
} catch (error) {
  if (error instanceof CommandError) console.error(error.output);
  else if (!(error instanceof GeneratedCodeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
