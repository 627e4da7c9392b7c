import { expect, test } from "vitest";
import { loadProject } from "../load/load-project.ts";
import { conditions, demoConnection, temporaryProject } from "../testing/temporary-project.ts";
import { emitProject } from "./emit-project.ts";

const WRONG = `${demoConnection}
export const wrong = batchJob("wrong").from(demo).prefixes("a/").input({ timestamp: "string" }).into("Koalas")
  .map({ city: 'UPER("city")', longest: "MAX(1)" })
  .patch((json) => ({ ...json, surprise: true }));
`;

test("a request that the contract and the rules refuse is emitted as it would be posted", async () => {
  await using project = await temporaryProject({ "definitions/a.ts": WRONG });
  expect((await project.compile()).issues).not.toEqual([]);
  const loaded = await loadProject({ cwd: project.cwd, conditions });
  const { requests, issues } = await emitProject(loaded, { conditions });
  expect(issues).toEqual([]);
  expect(requests.map(({ kind, name }) => `${kind} ${name}`)).toEqual(["connection demo-conn", "job wrong"]);
  expect(requests[1]?.json).toMatchObject({
    mappings: [
      { columnName: "city", expression: 'UPER("city")' },
      { columnName: "longest", expression: "MAX(1)", isAggregation: true },
    ],
    surprise: true,
  });
});

test("a definition that is incomplete has no request, and is an issue", async () => {
  const incomplete = `${demoConnection}export const koalas = batchJob("koalas").from(demo);\n`;
  await using project = await temporaryProject({ "definitions/a.ts": incomplete });
  const { requests, issues } = await emitProject(await loadProject({ cwd: project.cwd, conditions }), { conditions });
  expect(requests.map(({ path }) => path)).toEqual(["connections/demo-conn.json"]);
  expect(issues.map(({ code }) => code)).toEqual(["incomplete_definition"]);
});
