import { expect, test } from "vitest";
import { formatIssue } from "../issues/compile-issue.ts";
import { formatPosition } from "../project/position.ts";
import { reportIssues } from "../report/issue-report.ts";
import { demoConnection, temporaryProject } from "../testing/temporary-project.ts";

const base = `${demoConnection}
export const base = (id: string) =>
  batchJob(id)
    .from(demo)
    .prefixes("koalas/")
    .input({ timestamp: "string", city: "string" })
    .into("Koalas", { createIfMissing: true });
export const mapped = (id: string) => base(id).map({ city: '"town"' });
`;

async function compiled(definitions: string) {
  await using project = await temporaryProject({ "lib/base.ts": base, "definitions/a.ts": definitions });
  const { issues } = await project.compile();
  const reports = await reportIssues(issues, project.cwd);
  return {
    told: issues.map((issue) => {
      const place = issue.position ? formatPosition(issue.position, project.cwd) : "";
      return `${place} ${issue.code}: ${formatIssue(issue, project.cwd)
        .split("\n")[0]
        ?.replace(/^.*(?=\(see)/, "")}`;
    }),
    related: reports.map(({ related: [place] }) => (place ? `${place.file}:${place.line}:${place.column}` : null)),
  };
}

const imports = `export { demo } from "../lib/base.ts";\nimport { base, mapped } from "../lib/base.ts";\n`;

test("an issue of a job that a helper begins is at the call in the definition file, with the helper", async () => {
  const { told, related } = await compiled(`${imports}
export const job = base("job")
  .map({ city: '"city"' });
`);
  expect(told).toEqual(["definitions/a.ts:5:4 missing_time: (see the helper at lib/base.ts:5:3)"]);
  expect(related).toEqual(["lib/base.ts:5:3"]);
});

test("a place in SQL text is found in the definition file", async () => {
  const { told } = await compiled(`${imports}
const begun = base("job");
const renamed = begun.map({ __time: 'TIME_PARSE("timestamp")', city: 'UPPER("town")' });
export { renamed as job };
`);
  expect(told).toEqual(["definitions/a.ts:5:77 invalid_expression: (see the helper at lib/base.ts:5:3)"]);
});

test("what the helper itself says is shown at its call, with the place where the helper begins", async () => {
  const { told } = await compiled(`${imports}
export default mapped("job");
`);
  expect(told).toEqual([expect.stringMatching(/^lib\/base\.ts:/), expect.stringMatching(/^lib\/base\.ts:/)]);
  const named = await compiled(`${imports}
export const job = mapped("job");
`);
  expect(named.told).toEqual([
    "definitions/a.ts:4:20 invalid_expression: (see the helper at lib/base.ts:5:3)",
    "definitions/a.ts:4:20 missing_time: (see the helper at lib/base.ts:5:3)",
  ]);
});

test("an error that a helper throws is at the call in the definition file", async () => {
  const { told } = await compiled(`${imports}
export const job = base("not a name");
`);
  expect(told).toEqual(["definitions/a.ts:4:20 definition_threw: (see the helper at lib/base.ts:5:3)"]);
});

test("a definition file that others import may define nothing", async () => {
  await using project = await temporaryProject({
    "definitions/names.ts": 'export const city = "Perth";\n',
    "definitions/unused.ts": 'export const town = "Perth";\n',
    "definitions/a.ts": `${demoConnection}import { city } from "./names.ts";\nexport const job = batchJob(city)
  .from(demo).prefixes("a/").input({ at: "string" }).into("T").map({ __time: 'TIME_PARSE("at")' });\n`,
  });
  const { issues } = await project.compile();
  expect(issues.map(({ code, position }) => `${code} ${position && formatPosition(position, project.cwd)}`)).toEqual([
    "empty_file definitions/unused.ts:1:1",
  ]);
});

test("a name that a package lacks is shown at its import, with the closest name", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection.replace("timeParse }", "timeParze }")}void timeParze;\n`,
  });
  const { issues } = await project.compile();
  expect(issues.map((issue) => formatIssue(issue, project.cwd))).toEqual([
    expect.stringMatching(/No matching export in ".*" for import "timeParze" \(Did you mean to import "timeParse"/),
  ]);
  expect(issues.map(({ position }) => position && formatPosition(position, project.cwd))).toEqual([
    "definitions/a.ts:1:47",
  ]);
});
