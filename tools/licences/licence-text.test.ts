import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { licenceText } from "./licence-text.ts";

const root = mkdtempSync(join(tmpdir(), "starfix-licences-"));
afterAll(() => rmSync(root, { recursive: true }));
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
};
write("LICENSE", "Ours\r\nsecond line\n\n");
write("node_modules/direct/LICENSE.md", "Direct\n");
write("node_modules/.pnpm/node_modules/@a/indirect/licence", "\nIndirect\r\n");
write("node_modules/bare/index.js", "");

test("the licence of a package is ours, then that of each package whose code it contains", () => {
  expect(licenceText(root, [])).toBe("Ours\nsecond line\n");
  expect(licenceText(root, ["@a/indirect", "direct"])).toBe(`Ours
second line

---

The files of this package contain parts of @a/indirect:

Indirect

---

The files of this package contain parts of direct:

Direct
`);
});

test("a package that is not installed, or has no licence, is an error", () => {
  expect(() => licenceText(root, ["gone"])).toThrow("gone is not installed");
  expect(() => licenceText(root, ["bare"])).toThrow("bare has no licence");
});
