import { expect, test } from "vitest";
import { checkProject } from "../build/compile-project.ts";
import { formatPosition } from "../project/position.ts";
import { conditions, temporaryProject } from "../testing/temporary-project.ts";
import { loadProject } from "./load-project.ts";

const base = `
import { batchJob, s3Connection } from "@starfix/dsl";
export const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");
export const read = (id: string) =>
  batchJob(id).from(demo).prefixes(\`\${id}/\`).input({ at: "string" }).into("T", { createIfMissing: true }).map({ __time: 'TIME_PARSE("at")' });
`;

/** The issues of a project, and what its definitions print. */
async function checked(files: Readonly<Record<string, string>>) {
  await using project = await temporaryProject({ "lib/base.ts": base, ...files });
  const printed: string[] = [];
  const output = { write: (text: string) => printed.push(text) };
  const { issues } = await checkProject(await loadProject({ cwd: project.cwd, conditions }), { conditions, output });
  const said = issues.map(({ code, position }) =>
    position ? `${code} ${formatPosition(position, project.cwd)}` : code,
  );
  return { said: said.sort(), printed: printed.join("") };
}

const reexport = `export { demo } from "../lib/base.ts";\n`;

test("variants that a helper makes and a project does not export are no dropped results", async () => {
  const { said, printed } = await checked({
    "definitions/a.ts": `${reexport}import { read } from "../lib/base.ts";
console.log("reading");
const variants = (id: string) => {
  const job = read(id);
  const hourly = job.partitionBy("hour");
  return { hourly, daily: job.partitionBy("day"), list: [job.append()] };
};
export const one = variants("one").daily;
export const two = variants("two").hourly.maxParseExceptions(1);
function unused() { const late = one.clusterBy("at"); return late; }
unused();\n`,
  });
  expect(said).toEqual([]);
  // The files ran a second time to see this.
  expect(printed).toBe("reading\n");
});

test("a dropped result is found in another file, behind a condition, in a list and in a sequence", async () => {
  const { said } = await checked({
    "definitions/a.ts": `${reexport}import { read } from "../lib/base.ts";
export const one = read("one");
export const rest = [read("two"), read("three")];\n`,
    "definitions/b.ts": `import { one, rest } from "./a.ts";
import { read } from "../lib/base.ts";
if (one) one.replace("all");
rest.length > 1 && rest[0]?.replace("all");
rest.forEach((job) => job.maxParseExceptions(0));
export const four = (one.append(), read("four"));\n`,
  });
  expect(said).toEqual([
    "dropped_result definitions/b.ts:3:14",
    "dropped_result definitions/b.ts:4:29",
    "dropped_result definitions/b.ts:5:27",
    "dropped_result definitions/b.ts:5:27",
    "dropped_result definitions/b.ts:6:26",
  ]);
});

test("a result that is passed on, returned or thrown away by name is used", async () => {
  const { said } = await checked({
    "definitions/a.ts": `${reexport}import { read } from "../lib/base.ts";
export const one = read("one");
const seen: unknown[] = [];
seen.push(one.replace("all"));
void one.append();
const _draft = one.partitionBy("hour");
rest();
function rest() { return one.clusterBy("at"); }\n`,
  });
  expect(said).toEqual([]);
});
