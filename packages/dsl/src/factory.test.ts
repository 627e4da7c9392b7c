import { expect, test } from "vitest";
import { definitionMarkOf, factory, s3Connection } from "./index.ts";

const line = (stack: string | undefined): string | undefined => /factory\.test\.ts:(\d+)/.exec(stack ?? "")?.[1];
const here = (): number => Number(/:(\d+):\d+\)?$/.exec(new Error().stack?.split("\n")[2] ?? "")?.[1]);
const placeOf = (connection: ReturnType<typeof s3Connection>): number =>
  Number(line(definitionMarkOf(connection)?.origin.stack));

const plain = (name: string): ReturnType<typeof s3Connection> => s3Connection(name);
const lakeFor = factory((name: string) => plain(name).bucket("acme-lake"));
const both = factory((name: string) => [s3Connection(name), lakeFor(`${name}-2`)] as const);

test("a definition of a factory stands where the factory is called, also through another one", () => {
  const lake = lakeFor("lake");
  expect(placeOf(lake as ReturnType<typeof s3Connection>)).toBe(here() - 1);
  const [first, second] = both("lake");
  expect([first, second].map((one) => placeOf(one as ReturnType<typeof s3Connection>))).toEqual([
    here() - 2,
    here() - 3,
  ]);
});

test("a definition of a plain function stands in the function, also after a factory has thrown", () => {
  expect(() => lakeFor("no name")).toThrow("invalid connection name");
  expect(placeOf(plain("a"))).not.toBe(here());
  expect(placeOf(plain("a"))).toBe(placeOf(plain("b")));
});

test("what is no function is refused", () => {
  // What somebody writes without the types.
  expect(() => factory("lake" as never)).toThrow(
    "invalid factory: expected a function such as (name) => s3Connection(name), received",
  );
});
