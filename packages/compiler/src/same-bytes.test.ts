import fc from "fast-check";
import { expect, test } from "vitest";
import type { OutputFile } from "./compile/compile-result.ts";
import { demoConnection, temporaryProject } from "./testing/temporary-project.ts";

const job = (name: string): string => `import { batchJob } from "@starfix/dsl";
import { demo } from "./connection.ts";
export const ${name} = batchJob("${name}").from(demo).prefixes("${name}/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
  .map({ __time: 'TIME_PARSE("timestamp")', city: \`"city"\` });
`;

const sources: Readonly<Record<string, string>> = {
  "definitions/connection.ts": demoConnection,
  "definitions/a.ts": job("a"),
  "definitions/B.ts": job("B"),
  "definitions/z/c.ts": job("c").replace("./connection", "../connection"),
};

async function filesOf(files: Readonly<Record<string, string>>): Promise<readonly OutputFile[]> {
  await using project = await temporaryProject({ "package.json": `{ "name": "team" }`, ...files });
  const { issues, files: written } = await project.compile();
  expect(issues).toEqual([]);
  return written;
}

test("the bytes are the same in any folder, whatever order files are made in, and with line ends of Windows", async () => {
  const want = await filesOf(sources);
  expect(want).toHaveLength(6);
  const shuffled = fc.shuffledSubarray(Object.entries(sources), { minLength: 4 });
  await fc.assert(
    fc.asyncProperty(shuffled, fc.constantFrom("\n", "\r\n"), async (entries, end) => {
      const files = Object.fromEntries(entries.map(([path, text]) => [path, text.replaceAll("\n", end)]));
      expect(await filesOf(files)).toEqual(want);
    }),
    { numRuns: 8 },
  );
});

test("a text of several lines is the same with line ends of Windows", async () => {
  const text = job("a").replace('`"city"`', '`"city"\n  || "city"`');
  const source = { "definitions/connection.ts": demoConnection };
  const unix = await filesOf({ ...source, "definitions/a.ts": text });
  expect(unix[1]?.text).toContain(String.raw`\"city\"\n  || \"city\"`);
  expect(await filesOf({ ...source, "definitions/a.ts": text.replaceAll("\n", "\r\n") })).toEqual(unix);
});
