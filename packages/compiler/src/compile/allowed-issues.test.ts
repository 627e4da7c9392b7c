import { batchJob, tableSource } from "@starfix/dsl";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { manifestJsonSchema } from "../emit/manifest.ts";
import { formatIssue, severityOf } from "../issues/compile-issue.ts";
import { temporaryProject } from "../testing/temporary-project.ts";
import { compileDefinition } from "./compile-definition.ts";

const again = (calls: string, mapping = "c.__time"): string => `import { batchJob, tableSource } from "@starfix/dsl";
export const again = batchJob("again")
  .from(tableSource("Koalas"))
  .input({ __time: "timestamp", city: "string" })
  .into("Koalas")
  .map((c) => ({ __time: ${mapping}, city: c.city }))
${calls};
`;

async function compiled(text: string) {
  await using project = await temporaryProject({ "definitions/a.ts": text });
  const { issues, manifest } = await project.compile();
  const told = issues.map((issue) => {
    const { position: { line = 0, column = 0 } = {} } = issue;
    return `${line}:${column} ${severityOf(issue)} ${issue.code}: ${formatIssue(issue, project.cwd).split("\n")[0]}`;
  });
  return { told, manifest };
}

test("a warning is reported, and silenced by its code; the manifest has the reason", async () => {
  const warned = await compiled(again(""));
  expect(warned.told).toEqual([
    expect.stringMatching(/^3:4 warning reads_its_target: job "again": the job reads table/),
  ]);
  expect(warned.manifest?.artifacts[0]).not.toHaveProperty("allowed");
  const silenced = await compiled(again('  .allow("reads_its_target", "the rows differ in their time")'));
  expect(silenced.told).toEqual([]);
  expect(silenced.manifest?.artifacts[0]?.allowed).toEqual([
    { code: "reads_its_target", reason: "the rows differ in their time" },
  ]);
  const validate = new Ajv2020().compile(manifestJsonSchema);
  expect([validate(silenced.manifest), validate.errors]).toEqual([true, null]);
});

test("each .allow() that silences nothing is a warning at its own code", async () => {
  const { told } = await compiled(
    again(`  .allow("reads_its_target", "meant")
  .allow("reads_it_target", "misspelt")
  .allow("missing_time", "an error")
  .allow("unused_allow", "never there")`),
  );
  expect(told).toEqual([
    '8:10 warning unused_allow: job "again" allows reads_it_target, and there is no such code; did you mean reads_its_target?',
    '9:10 warning unused_allow: job "again" allows missing_time, and it is an error, and only warnings can be silenced',
    '10:10 warning unused_allow: job "again" allows unused_allow, and the definition has no such warning; remove the call',
  ]);
});

test("an error stays, and a definition with errors is not asked for its warnings", async () => {
  const { told } = await compiled(again('  .allow("reads_its_target", "meant").allow("time_expression", "no")', "'x'"));
  expect(told.map((line) => line.split(":")[1])).toEqual([expect.stringMatching(/ error \w+$/)]);
});

test("a definition alone is silenced too, and what only a project finds may be allowed", () => {
  const job = batchJob("again")
    .from(tableSource("Koalas"))
    .input({ __time: "timestamp", city: "string" })
    .into("Koalas")
    .map((c) => ({ __time: c.__time, city: c.city }));
  expect(compileDefinition(job).issues.map(({ code }) => code)).toEqual(["reads_its_target"]);
  expect(compileDefinition(job.allow("reads_its_target", "meant").allow("duplicate_name", "elsewhere")).issues).toEqual(
    [],
  );
});

test("a warning between jobs is silenced by any of them, and by all of a list", async () => {
  const daily = (first: string, all: string): string => `import { batchJob, tableSource } from "@starfix/dsl";
const copy = (id: string) => batchJob(id).from(tableSource("Koalas")).input({ __time: "timestamp" }).into("Wombats")
  .map((c) => ({ __time: c.__time })).replace("all")${all};
export const first = copy("first")${first};
export const others = [copy("second"), copy("third")];
`;
  const allow = '.allow("overlapping_replacements", "they run on other days")';
  expect((await compiled(daily("", ""))).told).toEqual([expect.stringMatching(/overlapping_replacements/)]);
  expect((await compiled(daily(allow, ""))).told).toEqual([]);
  expect((await compiled(daily("", allow))).told).toEqual([]);
});
