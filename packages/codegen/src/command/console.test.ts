import { expect, test } from "vitest";
import { documentOf } from "../testing/emit.ts";
import { cliFolder } from "../testing/run-in-folder.ts";

const odd = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`Thing${i}`, { type: "string", [`wrogn${i}`]: true }]),
);
const args = ["api.json", "-o", "out", "--target", "json-schema"];

test("the severity is coloured where colours are wanted, and nowhere else", async () => {
  await using folder = await cliFolder({ "api.json": documentOf({ Thing: { type: "string", wrogn: true } }) });
  const { err } = await folder.runWith({ colours: true }, ...args);
  expect(err).toContain(" - \u001b[33mwarning\u001b[39m unknown_keyword: ");
  expect((await folder.run(...args)).err).toMatch(/^api\.json:1:\d+ - warning unknown_keyword: /);
  const broken = { "api.json": documentOf({ Thing: { $ref: "#/gone" } }) };
  await folder.write(broken);
  expect((await folder.runWith({ colours: true }, ...args)).err).toContain(
    " - \u001b[31merror\u001b[39m unknown_ref: ",
  );
});

test("--github prints as many annotations as GitHub shows, in addition to the text", async () => {
  await using folder = await cliFolder({ "api.json": documentOf(odd) });
  const annotations = (err: string): number => err.match(/^::warning file=api\.json,line=1,/gm)?.length ?? 0;
  expect(annotations((await folder.run(...args, "--github")).err)).toBe(10);
  expect(annotations((await folder.runWith({ github: true }, ...args)).err)).toBe(10);
  expect(annotations((await folder.run(...args)).err)).toBe(0);
  const { out, err } = await folder.run(...args, "--github", "--json");
  expect(JSON.parse(out).diagnostics).toHaveLength(12);
  expect(annotations(err)).toBe(10);
});

test("--quiet keeps warnings to itself", async () => {
  await using folder = await cliFolder({ "api.json": documentOf(odd) });
  expect(await folder.run(...args, "--github", "--quiet")).toEqual({ code: 0, out: "", err: "" });
});
