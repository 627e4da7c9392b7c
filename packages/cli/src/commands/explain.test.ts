import { expect, test } from "vitest";
import { run } from "../testing/run.ts";

test("explain prints what a code means, what to do, and both examples", async () => {
  const { code, stdout, stderr } = await run(["explain", "missing_time"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "A job that maps no __time
    error missing_time

    Every row of a table has a time, in the column __time. A job that does not fill it is refused by the service.

    What to do
      Map __time, such as __time: timeParse(c.timestamp).

    Wrong
      export const koalas = batchJob("koalas")
        .from(demo)
        .prefixes("koalas/")
        .input({ timestamp: "string", city: "string" })
        .into("Koalas", { createIfMissing: true })
        .map((c) => ({ city: c.city }));

    Right
      export const koalas = batchJob("koalas")
        .from(demo)
        .prefixes("koalas/")
        .input({ timestamp: "string", city: "string" })
        .into("Koalas", { createIfMissing: true })
        .map((c) => ({ __time: timeParse(c.timestamp), city: c.city }));
    "
  `);
});

test("explain alone lists the codes", async () => {
  const { code, stdout } = await run(["explain"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^missing_time +A job that maps no __time$/m);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toEqual([...lines].sort());
  const { stdout: json } = await run(["explain", "--json"]);
  expect(JSON.parse(json).codes.map((each: { code: string }) => each.code)).toEqual(
    lines.map((line) => line.split(" ")[0]),
  );
});

test("explain --json gives the explanation as an object", async () => {
  const { stdout } = await run(["explain", "missing_time", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    code: "missing_time",
    severity: "error",
    example: { wrong: expect.any(String) },
  });
});

test.each([
  {
    given: "mising_time",
    want: 'unknown code: expected one that `starfix explain` lists, received "mising_time" (did you mean missing_time?)\n',
  },
  { given: "whatever", want: 'unknown code: expected one that `starfix explain` lists, received "whatever"\n' },
  {
    given: "TS2322",
    want: "TS2322 is a code of TypeScript, which `check --types` passes on: starfix explains its own codes\n",
  },
])("explain $given is refused", async ({ given, want }) => {
  expect(await run(["explain", given])).toEqual({ code: 1, stdout: "", stderr: want });
});
