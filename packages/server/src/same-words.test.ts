import { compileProject, loadProject } from "@starfix/compiler";
import { emitProject } from "@starfix/compiler/emit";
import { projectCodes, type RuleCode, ruleTable } from "@starfix/rules";
import { expect, test } from "vitest";
import { testServer } from "./testing/test-server.ts";
import { projectOf, readWrongFixtures, type WrongFixture } from "./testing/wrong-fixtures.ts";

/** Rules over several requests, of which a server sees one at a time. */
const OF_PROJECTS: ReadonlySet<string> = new Set(projectCodes);

/** What a server adds, because it knows everything that is stored, and nothing wrong is. */
const OF_SERVERS: ReadonlySet<string> = new Set<RuleCode>(["unknown_connection", "unknown_table"]);

const PATHS = { connection: "/connections", table: "/tables", job: "/jobs" } as const;

interface Said {
  readonly code: string;
  readonly message: string;
}

function isOfRequests(code: string): code is RuleCode {
  return Object.hasOwn(ruleTable, code) && !OF_PROJECTS.has(code);
}

const fixtures = (await readWrongFixtures()).filter(({ codes }) =>
  codes.some((code) => isOfRequests(code) && ruleTable[code].severity === "error"),
);

/** What the compiler says of each request, `job koalas`. */
async function compiled(cwd: string, { params }: WrongFixture): Promise<ReadonlyMap<string, readonly Said[]>> {
  const options = { conditions: ["@starfix/source"], params };
  const { issues } = await compileProject(await loadProject({ cwd, ...options }), options);
  const said = new Map<string, Said[]>();
  for (const issue of issues) {
    const { code } = issue;
    if (!isOfRequests(code) || !("message" in issue && "kind" in issue)) continue;
    const request = `${issue.kind} ${issue.name}`;
    if (ruleTable[code].severity === "error") {
      said.set(request, [...(said.get(request) ?? []), { code, message: issue.message }]);
    }
  }
  return said;
}

/** The order of issues is that of the places in the source here, and that of the rules there. */
function sorted(said: ReadonlyMap<string, readonly Said[]>): readonly string[] {
  const lines = [...said].flatMap(([request, issues]) =>
    issues.map(({ code, message }) => `${request} ${code} ${message}`),
  );
  return lines.sort();
}

test("rules refuse requests of many fixtures", () => {
  expect(fixtures.length).toBeGreaterThanOrEqual(35);
});

test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
  "%s: the server refuses what the compiler refuses, with the same code and the same words",
  async (_name, fixture) => {
    await using project = await projectOf(fixture);
    await using api = await testServer();
    const expected = await compiled(project.cwd, fixture);
    expect(expected.size).toBeGreaterThan(0);
    const options = { conditions: ["@starfix/source"], params: fixture.params };
    const { requests } = await emitProject(await loadProject({ cwd: project.cwd, ...options }), options);
    const answered = new Map<string, readonly Said[]>();
    for (const kind of ["connection", "table", "job"] as const) {
      for (const { json, name } of requests.filter((request) => request.kind === kind)) {
        const response = await api.call(PATHS[kind], { body: json });
        expect([201, 400]).toContain(response.status);
        if (response.status === 201) continue;
        const details = (await response.json()).details ?? [];
        const said = details
          .map(({ code, message }) => ({ code, message }))
          // A request that has warnings alone gets as far as the engine, which may not run it.
          .filter(({ code }) => !OF_SERVERS.has(code) && !code.startsWith("unsupported_"));
        if (said.length > 0) answered.set(`${kind} ${name}`, said);
      }
    }
    expect(sorted(answered)).toEqual(sorted(expected));
  },
);
