import { expect, test } from "vitest";
import { formatPosition } from "../project/position.ts";
import { temporaryProject } from "../testing/temporary-project.ts";

const imports = `import { batchJob, max, s3Connection, timeParse } from "@starfix/dsl";\n`;
const connection = `export const demo = s3Connection("demo-conn").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");\n`;
const head = `${imports}${connection}export const koalas = batchJob("koalas").from(demo).prefixes("a/")
  .input({ timestamp: "string", city: "string" })
  .into("Koalas", { createIfMissing: true })
`;

/** What each issue points at: `code line:column text`. */
async function pointedAt(source: string): Promise<readonly string[]> {
  await using project = await temporaryProject({ "definitions/a.ts": source });
  const { issues } = await project.compile();
  return issues.map(({ code, position, endPosition, sourceLine }) => {
    if (!position) return code;
    const end = endPosition?.line === position.line ? endPosition.column - 1 : undefined;
    const place = formatPosition(position, project.cwd).replace("definitions/a.ts:", "");
    return `${code} ${place} ${sourceLine?.slice(position.column - 1, end)}`;
  });
}

test.each<readonly [string, string, string]>([
  [
    "a place in SQL text",
    `  .map({ __time: 'TIME_PARSE("timestamp")', city: 'LOWER(UPER("city"))' });`,
    `invalid_expression 6:58 UPER`,
  ],
  [
    "the value of a mapping",
    `  .map((c) => ({ __time: c.timestamp, city: c.city }));`,
    "time_expression 6:26 c.timestamp",
  ],
  [
    "the name of a mapping",
    `  .map((c) => ({ __time: timeParse(c.timestamp), __city: c.city }));`,
    "reserved_column 6:50 __city",
  ],
  ["the method", `  .map((c) => ({ city: c.city }));`, "missing_time 6:4 map"],
  [
    "a filter",
    `  .filter('UPPER("city")').map((c) => ({ __time: timeParse(c.timestamp) }));`,
    `invalid_filter 6:11 'UPPER("city")'`,
  ],
])("an issue about %s points at it", async (_what, line, want) => {
  expect(await pointedAt(`${head}${line}\n`)).toEqual([want]);
});

test("places are the same with line ends of Windows", async () => {
  const line = `  .map({ __time: 'TIME_PARSE("timestamp")', city: 'LOWER(UPER("city"))' });`;
  expect(await pointedAt(`${head}${line}\n`.replaceAll("\n", "\r\n"))).toEqual([`invalid_expression 6:58 UPER`]);
});

test("what a patch gave is looked for in the patch", async () => {
  const patched = `${imports}${connection.replace(";\n", "")}\n\n  .patch((json) => ({ ...json, bucket: 7 as never }));\n`;
  const [issue] = await pointedAt(patched);
  expect(issue).toMatch(/^invalid_request 4:\d+ 7 as never$/);
});
