import { expect, test } from "vitest";
import { documentOf, emit } from "../../testing/emit.ts";

const thing = (builder: object, properties: object = {}): object =>
  documentOf({
    Thing: {
      description: "A thing.",
      type: "object",
      required: ["kind", "name", "size"],
      properties: {
        kind: { const: "thing" },
        name: { type: "string" },
        size: { description: "How large it is.", type: "integer" },
        red: { type: "string" },
        blue: { type: "string", "x-starfix-method": "azure" },
        ...properties,
      },
      "x-starfix-builder": builder,
    },
  });

test("a builder has a method for each member that is not known before", async () => {
  const text = await emit(
    "builders",
    thing({ name: "Thing", constructor: ["name"], "one-of": { colour: ["red", "blue"] } }),
  );
  expect(text).toMatchInlineSnapshot(`
    "import { type Build, Builder, type BuilderType } from "../builder.ts";
    import type { Thing } from "./types.gen.ts";
    /** The request that the Thing builder fills in. */
    export type ThingProps = Thing;
    /** The parts that must be given before the request is complete. */
    export type ThingMissing = "size" | "colour";

    /** The members that are known before any method is called. */
    export function createThingProps(name: Exclude<ThingProps["name"], undefined>): Pick<ThingProps, "kind" | "name"> {
      return { kind: "thing", name: name };
    }

    /** A thing. */
    export abstract class ThingBase<TMissing extends string, TBuilder extends BuilderType> extends Builder<ThingProps> {
      /** Type only: the parts that are still missing. */
      declare readonly $missing: TMissing;

      /**
       * How large it is.
       * Calling it again replaces the earlier value.
       */
      size(value: Exclude<ThingProps["size"], undefined>): Build<TBuilder, Exclude<TMissing, "size">> {
        return this.set("size", value);
      }

      /**
       * Sets \`red\`.
       * Calling it again replaces the earlier value. It takes the place of \`.azure()\`.
       */
      red(value: Exclude<ThingProps["red"], undefined>): Build<TBuilder, Exclude<TMissing, "colour">> {
        return this.set("red", value, ["blue"]);
      }

      /**
       * Sets \`blue\`.
       * Calling it again replaces the earlier value. It takes the place of \`.red()\`. In the request it is \`blue\`.
       */
      azure(value: Exclude<ThingProps["blue"], undefined>): Build<TBuilder, Exclude<TMissing, "colour">> {
        return this.set("blue", value, ["red"]);
      }
    }
    "
  `);
});

test("a document without builders gives an empty module", async () => {
  expect(await emit("builders", documentOf({ A: { type: "string" } }))).toBe("export { };\n");
});

test("a member without a method is left to a subclass, and the others still take its place", async () => {
  const hidden = { red: { type: "string", "x-starfix-method": false } };
  const text = await emit("builders", thing({ name: "Thing", "one-of": { colour: ["red", "blue"] } }, hidden));
  expect(text).not.toContain(" red(");
  expect(text).toContain('return this.set("blue", value, ["red"]);');
  expect(text).toContain("It takes the place of `red`.");
  expect(text).toContain('ThingMissing = "name" | "size" | "colour"');
});

test.each<[string, object, RegExp]>([
  [
    "a name that is no class name",
    thing({ name: "thing" }),
    /invalid_builder: expected a builder with a name that starts with a capital, received "thing"/,
  ],
  [
    "an unknown key",
    thing({ name: "Thing", oneOf: {} }),
    /invalid_builder: expected name, constructor or one-of, received oneOf/,
  ],
  [
    "an unknown property",
    thing({ name: "Thing", constructor: ["nme"] }),
    /expected a property of Thing \(kind, name, size, red, blue\), received "nme"/,
  ],
  [
    "a required member of a group",
    thing({ name: "Thing", "one-of": { g: ["size", "red"] } }),
    /expected size not to be required/,
  ],
  [
    "a member of two groups",
    thing({ name: "Thing", "one-of": { g: ["red"], h: ["red"] } }),
    /expected red in one group, it is in g, too/,
  ],
  [
    "two methods of one name",
    thing({ name: "Thing" }, { azure: { type: "string" } }),
    /expected methods that differ, blue and azure both are azure/,
  ],
  [
    "a method that hides the base",
    thing({ name: "Thing" }, { set: { type: "string" } }),
    /expected a method name that is free, received set; give the property an x-starfix-method/,
  ],
  [
    "a builder of no object",
    documentOf({ A: { type: "string", "x-starfix-builder": { name: "A" } } }),
    /expected the builder of an object/,
  ],
])("%s is refused", async (_, document, want) => {
  await expect(emit("builders", document)).rejects.toThrow(want);
});
