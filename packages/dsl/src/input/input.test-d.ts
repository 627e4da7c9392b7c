import { expectTypeOf, test } from "vitest";
import * as z from "zod";
import { z as z3 } from "zod/v3";
import { batchJob, s3Connection } from "../index.ts";
import { fromJsonSchema, fromZod } from "../input.ts";
import { fromZod3 } from "../zod3.ts";

const demo = s3Connection("demo").bucket("demo-bucket").region("us-east-1").role("arn:aws:iam::012345678901:role/r");

test("the columns of a zod object are known to mappings", () => {
  const input = fromZod(z.object({ city: z.string(), tags: z.array(z.string()).optional(), visits: z.number() }));
  expectTypeOf(input).toEqualTypeOf<{
    readonly city: "string";
    readonly tags: "stringArray";
    readonly visits: "long" | "double";
  }>();
  const job = batchJob("a").from(demo).prefixes("a/").input(input).into("T");
  job.map((c) => ({ city: c.city }));
  // @ts-expect-error Property 'town' does not exist
  job.map((c) => ({ city: c.town }));
  expectTypeOf(fromZod3(z3.object({ city: z3.string() }))).toEqualTypeOf<{ readonly city: "string" }>();
});

test("the columns of a literal JSON Schema are known, those of another are not", () => {
  expectTypeOf(
    fromJsonSchema({ properties: { city: { type: "string" }, visits: { type: ["integer", "null"] } } }),
  ).toEqualTypeOf<{ readonly city: "string"; readonly visits: "long" }>();
  expectTypeOf(fromJsonSchema({} as { properties: Record<string, { type: string }> })).toHaveProperty("anything");
});
