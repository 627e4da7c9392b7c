// Writes docs/api/<package>.md, the public interface of each package; --check says which of them is stale.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { entriesOf, packageFolders } from "./entries.ts";
import { firstDifference } from "./first-difference.ts";
import { reportApi } from "./report-api.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "docs/api");
const reports: ReadonlyMap<string, string> = new Map(
  packageFolders(root).map((path) => {
    const { name, entries } = entriesOf(path);
    return [`${name.replace("@starfix/", "")}.md`, reportApi(name, entries)] as const;
  }),
);

mkdirSync(folder, { recursive: true });
const stale: string[] = [];
for (const file of readdirSync(folder).filter((name) => !reports.has(name))) {
  stale.push(`docs/api/${file}: its package is gone`);
  if (!process.argv.includes("--check")) rmSync(join(folder, file));
}
for (const [file, text] of reports) {
  const path = join(folder, file);
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  if (before === text) continue;
  stale.push(`docs/api/${file}${firstDifference(before, text)}`);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(
    `${stale.join("\n")}\nThe public interface is not what docs/api says: run \`npm run api\` and commit what it changes.`,
  );
  process.exitCode = 1;
} else console.log(stale.length === 0 ? "docs/api is up to date" : `updated:\n${stale.join("\n")}`);
