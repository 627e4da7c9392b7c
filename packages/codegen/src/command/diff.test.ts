import { expect, test } from "vitest";
import { documentOf } from "../testing/emit.ts";
import { type CliFolder, cliFolder } from "../testing/run-in-folder.ts";

/** A document with one operation that answers an object with these members. */
function answering(properties: object, required: readonly string[]): object {
  const schema = { type: "object", properties, required };
  const responses = { 200: { description: "ok", content: { "application/json": { schema } } } };
  return documentOf({}, { paths: { "/a": { get: { operationId: "a", responses } } } });
}

const a = { type: "string" };
const old = answering({ a }, ["a"]);

function folderOf(next: object): Promise<CliFolder> {
  return cliFolder({ "old.json": old, "new.json": next });
}

const optional = answering({ a }, []);
const described = answering({ a: { ...a, description: "b" } }, ["a"]);

test.each<[string, object, string[], number]>([
  ["nothing", old, ["--fail-on", "any"], 0],
  ["a breaking change", optional, [], 0],
  ["a breaking change", optional, ["--fail-on", "none"], 0],
  ["a breaking change", optional, ["--fail-on", "breaking"], 1],
  ["a breaking change", optional, ["--fail-on", "response"], 1],
  ["a breaking change", optional, ["--fail-on", "request"], 0],
  ["a change of words", described, ["--fail-on", "any"], 0],
  ["a change of words", described, ["--fail-on", "any", "--all"], 1],
])("%s: %#", async (_, next, flags, code) => {
  await using folder = await folderOf(next);
  expect(await folder.run("diff", "old.json", "new.json", ...flags)).toMatchObject({ code, err: "" });
});

test("the changes are printed in the style that is wanted", async () => {
  await using folder = await folderOf(optional);
  const print = async (...flags: string[]): Promise<string> =>
    (await folder.run("diff", "old.json", "new.json", ...flags)).out;
  expect(await print()).toMatch(/^1 breaking change/);
  expect(await print("--format", "markdown")).toMatch(/^#|^\||^\*/m);
  expect(await print("--format", "github")).toMatch(/^::\w+ file=new\.json,line=1/);
  const json = await print("--json");
  expect(JSON.parse(json)).toMatchObject({ breaking: true, changes: [{ breaks: "response", operations: ["GET /a"] }] });
  expect(await print("--format", "json")).toBe(json);
});

test("overlays are applied to both documents", async () => {
  await using folder = await folderOf(optional);
  await folder.write({
    "o.yaml": `overlay: 1.0.0\ninfo: { title: t, version: "1" }\nactions:\n  - { target: "$.paths['/a']", remove: true }\n`,
  });
  const args = ["diff", "old.json", "new.json", "--fail-on", "any"];
  expect((await folder.run(...args)).code).toBe(1);
  expect((await folder.run(...args, "--overlay", "o.yaml")).code).toBe(0);
});

test.each<[string[], RegExp]>([
  [["old.json"], /^missing required argument 'new'\n$/],
  [["old.json", "new.json", "x.json"], /^too many arguments for 'diff'/],
  [["old.json", "new.json", "--fail-on", "all"], /expected breaking, request, response, any, none, received all\n$/],
  [["old.json", "new.json", "--format", "xml"], /expected text, json, github, markdown, received xml\n$/],
  [["old.json", "new.json", "--check"], /^unknown option '--check'/],
  [["old.json", "gone.json"], /^gone\.json:1:1 - error unreadable_file: /],
])("diff %j is refused with exit code 1", async (args, want) => {
  await using folder = await folderOf(old);
  const { code, out, err } = await folder.run("diff", ...args);
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(want);
});

test("--json tells what is wrong with a document", async () => {
  await using folder = await folderOf(old);
  const { code, out } = await folder.run("diff", "old.json", "gone.json", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ ok: false, diagnostics: [{ code: "unreadable_file", file: "gone.json" }] });
});
