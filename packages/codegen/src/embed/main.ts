import { mkdir, writeFile } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedFiles } from "./embedded-files.ts";

const isCheck = process.argv.includes("--check");
const stale = (await embeddedFiles()).filter((file) => file.isStale);
for (const { url, text } of stale) {
  process.stdout.write(`${isCheck ? "stale" : "wrote"} ${relative(process.cwd(), fileURLToPath(url))}\n`);
  if (isCheck) continue;
  await mkdir(new URL(".", url), { recursive: true });
  await writeFile(url, text);
}
if (isCheck && stale.length > 0) {
  process.stdout.write("run `npm run embed` in packages/codegen\n");
  process.exitCode = 1;
}
