// Writes packages/*/LICENSE; --check names the stale ones and exits 1.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundledPackages } from "./bundled-packages.ts";
import { licenceText } from "./licence-text.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const isCheck = process.argv.includes("--check");
const stale: string[] = [];
for (const folder of readdirSync(join(root, "packages"))) {
  const path = join(root, "packages", folder, "LICENSE");
  const text = licenceText(root, await bundledPackages(join(root, "packages", folder)));
  // A checkout may have the line ends of its system.
  if (existsSync(path) && readFileSync(path, "utf8").replaceAll("\r\n", "\n") === text) continue;
  stale.push(`packages/${folder}/LICENSE`);
  if (!isCheck) writeFileSync(path, text);
}
if (isCheck && stale.length > 0) {
  console.error(`${stale.join("\n")}\nThese licences are stale: run \`npm run licences\` and commit what it changes.`);
  process.exitCode = 1;
} else console.log(stale.length === 0 ? "licences are up to date" : `updated:\n${stale.join("\n")}`);
