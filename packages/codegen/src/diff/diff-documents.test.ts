import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/emit.ts";
import { CHANGE_CODES } from "./change-codes.ts";
import { diffDocuments } from "./diff-documents.ts";
import { exitCodeOf, FAIL_ON } from "./exit-code-of.ts";
import { DIFF_STYLES, formatDiff } from "./format-diff.ts";
import { runDiff } from "./run-diff.ts";

const OLD = `openapi: 3.0.3
info: { title: pets, version: "1" }
paths:
  /pets:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        kind: { type: string, enum: [cat, dog] }
`;
const NEW = OLD.replace("        - { name: limit, in: query, schema: { type: integer } }\n", "        []\n")
  .replace("[cat, dog]", "[cat, dog, bird]")
  .concat("        name: { type: string }\n");

async function writeAll(cwd: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
}

test("two files are compared, with positions in both", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeAll(cwd, { "old.yaml": OLD, "new.yaml": NEW });
  const result = await diffDocuments({ old: "old.yaml", new: "new.yaml", cwd });
  expect(result.breaking).toBe(true);
  expect(formatDiff(result, "text")).toMatchInlineSnapshot(`
    "2 breaking changes:

    new.yaml:17:37 - breaks responses - value_added: Pet.kind: "bird" was not among the values, is now; clients may receive values that they do not know
        in GET /pets

    old.yaml:7:11 - breaks requests - parameter_removed: the query parameter limit was removed; clients that send it are rejected, or it is ignored
        in GET /pets

    1 other change:

    new.yaml:18:15 - property_added: Pet: the optional property "name" is new
        in GET /pets
    "
  `);
  expect(formatDiff(result, "github")).toMatchInlineSnapshot(`
    "::error file=new.yaml,line=17,col=37,title=breaks responses (value_added)::Pet.kind: "bird" was not among the values, is now; clients may receive values that they do not know (in GET /pets)
    ::error file=old.yaml,line=7,col=11,title=breaks requests (parameter_removed)::the query parameter limit was removed; clients that send it are rejected, or it is ignored (in GET /pets)
    ::notice file=new.yaml,line=18,col=15,title=breaks nothing (property_added)::Pet: the optional property "name" is new (in GET /pets)
    "
  `);
  expect(formatDiff(result, "markdown")).toMatchInlineSnapshot(`
    "### 2 breaking changes

    | | change | operations | where |
    |---|---|---|---|
    | breaks responses | Pet.kind: "bird" was not among the values, is now; clients may receive values that they do not know | GET /pets | \`new.yaml:17:37\` |
    | breaks requests | the query parameter limit was removed; clients that send it are rejected, or it is ignored | GET /pets | \`old.yaml:7:11\` |

    ### 1 other change

    | | change | operations | where |
    |---|---|---|---|
    | breaks nothing | Pet: the optional property "name" is new | GET /pets | \`new.yaml:18:15\` |
    "
  `);
  expect(JSON.parse(formatDiff(result, "json"))).toEqual(result);
});

test("a document does not differ from itself, in any style", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeAll(cwd, { "old.yaml": OLD });
  const result = await diffDocuments({ old: "old.yaml", new: "old.yaml", cwd });
  expect(result).toEqual({ changes: [], breaking: false });
  expect(DIFF_STYLES.map((style) => formatDiff(result, style))).toEqual([
    "no changes\n",
    `${JSON.stringify(result, null, 2)}\n`,
    "",
    "No changes.\n",
  ]);
});

test("a broken document is refused with its place", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeAll(cwd, { "old.yaml": OLD, "new.yaml": "openapi: [" });
  await expect(diffDocuments({ old: "old.yaml", new: "new.yaml", cwd })).rejects.toThrow(/new\.yaml:1:/);
  await expect(diffDocuments({ old: "none.yaml", new: "old.yaml", cwd })).rejects.toThrow(
    /none\.yaml.*unreadable_file/,
  );
});

test("the exit code depends on the given kind of change", () => {
  const exits = (breaks: readonly ("request" | "response" | "both" | "none")[]): number[] => {
    const changes = breaks.map(
      (each) => ({ code: "type_changed", breaks: each, pointer: "", operations: [], message: "" }) as const,
    );
    return FAIL_ON.map((failOn) => exitCodeOf({ changes, breaking: breaks.some((each) => each !== "none") }, failOn));
  };
  // In the order of FAIL_ON: breaking, request, response, any, none.
  expect(exits([])).toEqual([0, 0, 0, 0, 0]);
  expect(exits(["none"])).toEqual([0, 0, 0, 1, 0]);
  expect(exits(["request"])).toEqual([1, 1, 0, 1, 0]);
  expect(exits(["response", "none"])).toEqual([1, 0, 1, 1, 0]);
  expect(exits(["both"])).toEqual([1, 1, 1, 1, 0]);
});

test("the command prints the changes and returns the exit code", async () => {
  await using folder = await temporaryFolder();
  const cwd = folder.path;
  await writeAll(cwd, { "old.yaml": OLD, "new.yaml": NEW });
  let printed = "";
  const context = { cwd, out: (text: string) => (printed += text) };
  expect(await runDiff("old.yaml", "new.yaml", {}, context)).toBe(0);
  expect(printed).toMatch(/^2 breaking changes:\n/);
  expect(await runDiff("old.yaml", "new.yaml", { failOn: "breaking", format: "json" }, context)).toBe(1);
  expect(await runDiff("new.yaml", "new.yaml", { failOn: "any" }, context)).toBe(0);
});

test("every code is described in a sentence", () => {
  for (const { description } of Object.values(CHANGE_CODES)) expect(description).toMatch(/^[A-Z].*\.$/);
});
