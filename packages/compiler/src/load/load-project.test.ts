import { expect, test } from "vitest";
import { temporaryProject } from "../testing/temporary-project.ts";
import { loadProject } from "./load-project.ts";

test("a project without settings has the defaults", async () => {
  await using project = await temporaryProject({});
  expect(await loadProject({ cwd: project.cwd })).toEqual({
    cwd: project.cwd,
    definitions: ["definitions/**/*.ts"],
    out: `${project.cwd}/artifacts`,
  });
});

test("settings take the place of the defaults, and an option that of the settings", async () => {
  await using project = await temporaryProject({
    "starfix.config.ts": `const out: string = "build";\nexport default { definitions: ["a/*.ts", "b/*.ts"], out };`,
  });
  const { cwd } = project;
  expect(await loadProject({ cwd })).toEqual({ cwd, definitions: ["a/*.ts", "b/*.ts"], out: `${cwd}/build` });
  expect(await loadProject({ cwd, out: "/elsewhere" })).toMatchObject({ out: "/elsewhere" });
});

test.each([
  ["export const a = 1;", /^starfix.config.ts: expected a default export such as defineConfig\(.*received none$/],
  [
    "export default { outt: 'a' };",
    /^starfix.config.ts: unknown setting "outt": expected definitions, out, owner, contact or tags$/,
  ],
  ["export default { owner: '' };", /invalid owner: expected a name on one line such as Data platform, received ""$/],
  ["export default { tags: ['a b'] };", /invalid tags: expected a list of words .*, received \["a b"\]$/],
  ["export default { out: 1 };", /^starfix.config.ts: invalid out: expected a folder, received 1$/],
  [
    "export default { definitions: [] };",
    /^starfix.config.ts: invalid definitions: expected a glob or a list of globs/,
  ],
  ["\nthrow new Error('no')", /^starfix.config.ts:2:7 - no$/],
  ["export default {", /^starfix.config.ts:1:17 - .*end of file/],
])("settings that are wrong say where and what: %s", async (text, message) => {
  await using project = await temporaryProject({ "starfix.config.ts": text });
  await expect(loadProject({ cwd: project.cwd })).rejects.toThrow(message);
});

test("settings say whose the definitions are", async () => {
  const about = { owner: "Data platform", contact: "#data-platform", tags: ["pii"] };
  await using project = await temporaryProject({
    "starfix.config.ts": `export default ${JSON.stringify(about)};`,
  });
  expect(await loadProject({ cwd: project.cwd })).toMatchObject({ about });
});

test("a folder that is not there is named", async () => {
  await expect(loadProject({ cwd: "/nowhere/at/all" })).rejects.toThrow("no such folder: /nowhere/at/all");
});
