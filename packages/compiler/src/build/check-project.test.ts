import { expect, test } from "vitest";
import { loadProject } from "../load/load-project.ts";
import { conditions, demoConnection, temporaryProject } from "../testing/temporary-project.ts";
import { checkProject, compileProject } from "./compile-project.ts";

const job = (name: string, mapping: string): string => `
export const ${name} = batchJob("${name}").from(demo).uris("s3://demo-bucket/a.json").format("nd-json")
  .input({ timestamp: "string", n: "long" })
  .into("T", { createIfMissing: true })
  .map(${mapping});
`;

test("a check counts what compiling makes", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts": `${demoConnection}${job("right", "(c) => ({ __time: timeParse(c.timestamp), n: c.n })")}`,
  });
  const loaded = await loadProject({ cwd: project.cwd, conditions });
  const checked = await checkProject(loaded, { conditions });
  expect(checked).toEqual({ issues: [], counts: { connection: 1, table: 0, job: 1 } });
  const { artifacts } = await compileProject(loaded, { conditions });
  expect(artifacts.map(({ path }) => path)).toEqual(["connections/demo-conn.json", "jobs/right.json"]);
});

test("a check finds what compiling finds, and counts the rest", async () => {
  await using project = await temporaryProject({
    "definitions/a.ts":
      demoConnection +
      job("misspelt", `{ __time: 'TIME_PARSE("timestam")', n: '"n"' }`) +
      job("refused", "(c) => ({ __time: timeParse(c.timestamp) })").replace(
        ";\n",
        ".patch((json) => ({ ...json, ingestionMode: 5 }));\n",
      ) +
      job("right", "(c) => ({ __time: timeParse(c.timestamp) })"),
    "definitions/b.ts": "export const nothing = 1;\n",
  });
  const loaded = await loadProject({ cwd: project.cwd, conditions });
  const checked = await checkProject(loaded, { conditions });
  const compiled = await compileProject(loaded, { conditions });
  expect(checked.issues).toEqual(compiled.issues);
  expect(checked.issues.map(({ code }) => code)).toEqual(["invalid_expression", "invalid_request", "empty_file"]);
  expect(checked.counts).toEqual({ connection: 1, table: 0, job: 1 });
});
