import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { issueMessage } from "../issues/compile-issue.ts";
import { loadProject } from "../load/load-project.ts";
import { formatPosition } from "../project/position.ts";
import { installPackage } from "../testing/install-package.ts";
import { conditions, type TemporaryProject, temporaryProject } from "../testing/temporary-project.ts";
import { type AgainstResult, checkAgainst } from "./check-against.ts";

const CATALOG = `import { concat, detailTable, s3Connection, tableSource, upper } from "@starfix/dsl";
import { region } from "@acme/base";

const role = "arn:aws:iam::012345678901:role/lake";
export const lake = s3Connection("lake").bucket("acme-lake").region(region).role(role);
export const orders = detailTable("Orders").columns({ city: "string", price: "long" }).strict().writers("@acme/growth");
export const visits = detailTable("Visits").columns({ city: "string", pages: "long" }).writers("@acme/growth");
export const ordersInput = { at: "string", city: "string", price: "long" } as const;
export const shout = upper;
export { concat, tableSource };
`;
const GROWTH = `import { batchJob, timeParse, tableSource } from "@starfix/dsl";
import { lake, orders, ordersInput, shout, visits } from "@acme/catalog";

export const load = batchJob("load-orders")
  .from(lake)
  .prefixes("orders/")
  .input(ordersInput)
  .into(orders)
  .map((c) => ({ __time: timeParse(c.at), city: shout(c.city), price: c.price }));

export const copy = batchJob("copy-orders")
  .from(tableSource(orders))
  .into(visits)
  .map((c) => ({ __time: c.__time, city: c.city, pages: c.price }));
`;

interface Upstream {
  readonly project: TemporaryProject;
  against(change: (text: string) => string): Promise<AgainstResult>;
}

async function upstream(growth = GROWTH): Promise<Upstream> {
  const project = await temporaryProject({
    "package.json": `{ "name": "@acme/growth" }`,
    "definitions/load.ts": growth,
  });
  const { cwd } = project;
  const base = { name: "@acme/base", source: 'export const region = "us-east-1";\n', built: false };
  const make = async (folder: string, version: string, source: string): Promise<string> => {
    // Built with the region written out, since what it imports is not there while it is built.
    const bare = source.replace('import { region } from "@acme/base";', 'const region = "us-east-1";');
    const made = await installPackage(cwd, { name: "@acme/catalog", version, source: bare, folder });
    await writeFile(join(made, "definitions/index.ts"), source);
    return made;
  };
  // Only the installed catalogue finds it.
  await installPackage(await make("node_modules/@acme/catalog", "1.0.0", CATALOG), base);
  return {
    project,
    async against(change) {
      const folder = await make("next/catalog", "1.1.0", change(CATALOG));
      return checkAgainst(await loadProject({ cwd, conditions }), folder, { conditions });
    },
  };
}

function said({ issues }: AgainstResult, cwd: string): readonly string[] {
  return issues.map((issue) => {
    const place = issue.position ? formatPosition(issue.position, cwd) : "";
    return `${place} ${issue.code}: ${issueMessage(issue, cwd)}`;
  });
}

test.each([
  { what: "the same", change: (text: string) => text },
  {
    what: "a new column and a description",
    change: (text: string) =>
      text.replace('price: "long" }).strict()', 'price: "long", tax: "long" }).describe("x").strict()'),
  },
  { what: "another export", change: (text: string) => `${text}export const more = detailTable("More");\n` },
])("$what breaks nobody", async ({ change }) => {
  const { project, against } = await upstream();
  await using _project = project;
  const result = await against(change);
  expect(said(result, project.cwd)).toEqual([]);
  expect(result).toMatchObject({ package: "@acme/catalog", installed: "1.0.0", version: "1.1.0", changes: [] });
});

test.each([
  {
    what: "a connection of another name",
    change: (text: string) => text.replace('s3Connection("lake")', 's3Connection("lake-eu")'),
    want: [
      'definitions/load.ts:5:4 imported_name: job "load-orders" uses connection "lake" of "@acme/catalog", which would be named "lake-eu": expected the name to stay, received another one',
    ],
  },
  {
    what: "an export of another name",
    change: (text: string) => text.replace("export const lake =", "export const lakeEu ="),
    want: [
      'definitions/load.ts:2:10 invalid_source: No matching export in "next/catalog/definitions/index.ts" for import "lake": correct the name, or install a version of @acme/catalog that has it; this is 1.1.0',
    ],
  },
  {
    what: "a column of a strict table that is gone",
    change: (text: string) => text.replace('city: "string", price: "long" }).strict()', 'price: "long" }).strict()'),
    want: [
      'definitions/load.ts:9:49 imported_column_removed: job "load-orders" uses column "city" of table "Orders" of "@acme/catalog", which would be removed: expected a column of type string, received none',
      'definitions/load.ts:14:4 imported_column_removed: job "copy-orders" uses column "city" of table "Orders" of "@acme/catalog", which would be removed: expected a column of type string, received none',
      'definitions/load.ts:14:44 definition_threw: unknown column: "city" is not in the input schema; the input schema has "__time", "price"',
    ],
  },
  {
    what: "a column of a strict table of another type",
    change: (text: string) => text.replace('price: "long" }).strict()', 'price: "string" }).strict()'),
    want: [
      'definitions/load.ts:9:71 column_type: job "load-orders": column "price" of table "Orders": expected string, which takes VARCHAR, received BIGINT',
      'definitions/load.ts:14:4 imported_column_type: job "copy-orders" uses column "price" of table "Orders" of "@acme/catalog", which would change its type: expected long, received string',
      'definitions/load.ts:14:57 column_type: job "copy-orders": column "pages" of table "Visits": expected long, which takes BIGINT or BOOLEAN or TIMESTAMP or DATE, received VARCHAR',
    ],
  },
  {
    what: "a column of a flexible table that is gone",
    change: (text: string) => text.replace('{ city: "string", pages: "long" }', '{ city: "string" }'),
    want: [
      'definitions/load.ts:14:57 imported_column_removed: job "copy-orders" uses column "pages" of table "Visits" of "@acme/catalog", which would be removed: expected a column of type long, received none',
    ],
  },
  {
    what: "a column of another type that still takes what it is given",
    change: (text: string) => text.replace('pages: "long"', 'pages: "double"'),
    want: [
      'definitions/load.ts:14:57 imported_column_type: job "copy-orders" uses column "pages" of table "Visits" of "@acme/catalog", which would change its type: expected long, received double',
    ],
  },
  {
    what: "a table of another type",
    change: (text: string) =>
      text
        .replace("detailTable, ", "aggregateTable, detailTable, ")
        .replace('detailTable("Visits")', 'aggregateTable("Visits")'),
    want: [
      'definitions/load.ts:13:4 imported_type: job "copy-orders" uses table "Visits" of "@acme/catalog", which would change its type: expected detail, received aggregate',
    ],
  },
])("$what is reported at the lines that use it", async ({ change, want }) => {
  const { project, against } = await upstream();
  await using _project = project;
  expect(said(await against(change), project.cwd)).toEqual(want);
});

test("a helper that does something else is told by the fields that it changes", async () => {
  const { project, against } = await upstream();
  await using _project = project;
  const { issues, changes } = await against((text) =>
    text.replace("shout = upper", "shout = (value: Parameters<typeof upper>[0]) => concat(value, value)"),
  );
  expect(issues).toEqual([]);
  expect(changes).toEqual([
    { path: "jobs/load-orders.json", added: [], removed: [], changed: ["/mappings/1/expression"] },
  ]);
});

test("a project that is wrong as it is is told so, whatever the package does", async () => {
  const { project, against } = await upstream(GROWTH.replace("__time: timeParse(c.at), ", ""));
  await using _project = project;
  const { issues } = await against((text) => text.replace('"lake"', '"lake-eu"'));
  expect(issues.map(({ code }) => code)).toEqual(["missing_time"]);
});

test("what is no package of the project is refused", async () => {
  const { project } = await upstream();
  await using _project = project;
  const loaded = await loadProject({ cwd: project.cwd, conditions });
  const against = (folder: string): Promise<AgainstResult> => checkAgainst(loaded, folder, { conditions });
  await expect(against(join(project.cwd, "none"))).rejects.toThrow("none is no package: expected a package.json in it");
  await project.write("other/package.json", '{ "name": "@acme/other" }');
  await expect(against(join(project.cwd, "other"))).rejects.toThrow(
    `@acme/other is not installed in ${project.cwd} or above it: expected a package that it imports`,
  );
  await installPackage(project.cwd, { name: "@acme/other", source: "export {};\n", built: false });
  await expect(against(join(project.cwd, "other"))).rejects.toThrow("imports @acme/other: there is nothing to compare");
});
