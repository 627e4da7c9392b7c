import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The licence file of a package of ours: our own, then that of each package whose code it contains. */
export function licenceText(root: string, bundled: readonly string[]): string {
  const ours = readFileSync(join(root, "LICENSE"), "utf8").replaceAll("\r\n", "\n");
  const sections = bundled.map(
    (name) => `\n---\n\nThe files of this package contain parts of ${name}:\n\n${licenceOf(root, name)}\n`,
  );
  return [ours.trimEnd(), "\n", ...sections].join("");
}

/** What the authors of a package ask to be kept with copies of it. */
function licenceOf(root: string, name: string): string {
  // What the workspace itself depends on is in the one, what others depend on in the other.
  const folders = ["node_modules", "node_modules/.pnpm/node_modules"].map((place) => join(root, place, name));
  const folder = folders.find((candidate) => existsSync(candidate));
  if (folder === undefined) throw new Error(`${name} is not installed: expected it in ${folders.join(" or ")}`);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence in ${folder}`);
  return readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim();
}
