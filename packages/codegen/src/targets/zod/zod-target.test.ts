import { expect, test } from "vitest";
import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import type { TargetContext } from "../target.ts";
import { zodTarget } from "./zod-target.ts";

async function files(
  schemas: Readonly<Record<string, NormalisedSchema>>,
  context: Partial<TargetContext> = {},
): Promise<Readonly<Record<string, string>>> {
  const output = await zodTarget.emit(
    { root: {}, schemas: new Map(Object.entries(schemas)), variants: new Map() },
    {
      header: "// Generated.\n",
      names: new Map(Object.keys(schemas).map((name) => [name, name])),
      schemaBase: "https://example.com/",
      jsonSchemaDraft: "2020-12",
      formats: {},
      transportParameters: [],
      targets: new Set(["zod"]),
      builderBases: false,
      override: () => undefined,
      report: () => undefined,
      ...context,
    },
  );
  return Object.fromEntries(output.map(({ path, text }) => [path, text]));
}

test("JavaScript for the runtime, declarations for the checker", async () => {
  const given: Record<string, NormalisedSchema> = {
    Pet: { type: "object", description: "A pet. */", properties: { name: { type: "string", maxLength: 2 } } },
    Pets: { type: "array", description: "Several.\r\nIn order.", items: { $ref: "#/components/schemas/Pet" } },
  };
  expect(await files(given)).toMatchInlineSnapshot(`
    {
      "zod.gen.d.ts": "// Generated.
    import type { z } from "zod";
    import type * as types from "./types.gen.js";

    /** A pet. *\\/ */
    export declare const zPet: z.ZodType<types.Pet>;

    /**
     * Several.
     * In order.
     */
    export declare const zPets: z.ZodType<types.Pets>;
    ",
      "zod.gen.js": "// Generated.
    import { z } from "zod";

    function $fail(payload, issue) {
      payload.issues.push({ input: payload.value, continue: true, ...issue });
    }

    function $maxCharacters(maximum) {
      return (payload) => {
        const value = payload.value;
        // A character has one or two UTF-16 units, so most strings need no counting.
        if (value.length <= maximum) return;
        if (value.length <= 2 * maximum && [...value].length <= maximum) return;
        $fail(payload, { code: "too_big", origin: "string", maximum, inclusive: true });
      };
    }

    export const zPet = /* @__PURE__ */ z.lazy(() => z.looseObject({
      name: z.exactOptional(z.string().check($maxCharacters(2))),
    }));

    export const zPets = /* @__PURE__ */ z.lazy(() => z.array(zPet));
    ",
    }
  `);
});

test("a component that the user replaces is declared with its type, and brings its imports once", async () => {
  const output = await files(
    { Amount: { type: "string" }, Total: { type: "string" }, Sum: { $ref: "#/components/schemas/Amount" } },
    {
      override: (component) =>
        component === "Sum"
          ? undefined
          : { zod: "z.instanceof(Decimal)", imports: { zod: ['import { Decimal } from "decimal.js";'] } },
    },
  );
  expect(output["zod.gen.js"]).toBe(`// Generated.
import { z } from "zod";
import { Decimal } from "decimal.js";

export const zAmount = /* @__PURE__ */ z.lazy(() => z.instanceof(Decimal));

export const zTotal = /* @__PURE__ */ z.lazy(() => z.instanceof(Decimal));

export const zSum = /* @__PURE__ */ z.lazy(() => zAmount);
`);
});

test("a format that only describes is not asserted", async () => {
  const given: Record<string, NormalisedSchema> = { Day: { type: "string", format: "date" } };
  expect((await files(given, { formats: { date: "annotate" } }))["zod.gen.js"]).toContain("z.lazy(() => z.string());");
  expect((await files(given))["zod.gen.js"]).toContain('z.lazy(() => z.string().check($format("date", $isDate)));');
});
