import { expect, test } from "vitest";
import { documentOf, emit } from "../../testing/emit.ts";
import { runTarget } from "../../testing/target-context.ts";
import { buildersTarget } from "./builders-target.ts";

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

const coloured = { name: "Thing", constructor: ["name"], "one-of": { colour: ["red", "blue"] } };

test("a builder has a method for each member that is not known before, and a function that starts it", async () => {
  expect(await emit("builders", thing(coloured))).toMatchInlineSnapshot(`
    "import { type Build, Builder, type BuilderType } from "./builder-runtime.gen.js";
    import type { Thing } from "./types.gen.js";
    /** The request that the Thing builder fills in. */
    export type ThingProps = Thing;
    /** The parts that must be given before the request is complete. */
    export type ThingMissing = "colour" | "size";

    /** The members that are known before any method is called. */
    export function createThingProps(name: Exclude<ThingProps["name"], undefined>): Pick<ThingProps, "kind" | "name"> {
      return { kind: "thing", name: name };
    }

    /** A thing. */
    export abstract class ThingBase<TMissing extends string, TBuilder extends BuilderType> extends Builder<ThingProps> {
      /** Type only: the parts that are still missing. */
      declare readonly $missing: TMissing;

      /**
       * Sets \`blue\`.
       * Calling it again replaces the earlier value. It takes the place of \`.red()\`. In the request it is \`blue\`.
       */
      azure(value: Exclude<ThingProps["blue"], undefined>): Build<TBuilder, Exclude<TMissing, "colour">> {
        return this.set("blue", value, ["red"]);
      }

      /**
       * Sets \`red\`.
       * Calling it again replaces the earlier value. It takes the place of \`.azure()\`.
       */
      red(value: Exclude<ThingProps["red"], undefined>): Build<TBuilder, Exclude<TMissing, "colour">> {
        return this.set("red", value, ["blue"]);
      }

      /**
       * How large it is.
       * Calling it again replaces the earlier value.
       */
      size(value: Exclude<ThingProps["size"], undefined>): Build<TBuilder, Exclude<TMissing, "size">> {
        return this.set("size", value);
      }
    }

    /** The Thing builder by what is still missing. */
    export interface ThingBuilderType extends BuilderType {
      readonly builder: ThingBuilder<this["missing"]>;
    }

    /** A Thing, being described. Every method returns a new builder; the calls may come in any order. */
    export class ThingBuilder<TMissing extends string = ThingMissing> extends ThingBase<TMissing, ThingBuilderType> {
      /** The request, frozen. It can be called once nothing is missing. */
      build(this: ThingBuilder<never>): ThingProps {
        // Nothing is missing, or \`this\` would have another type.
        return this.props as ThingProps;
      }

      /** What is given so far, frozen. */
      toNode(): Readonly<Partial<ThingProps>> {
        return this.props;
      }
    }

    /** Starts a Thing: \`thing(…).azure(…).size(…).build()\`. */
    export function thing(name: Exclude<ThingProps["name"], undefined>): ThingBuilder {
      return new ThingBuilder({ props: createThingProps(name) });
    }
    "
  `);
});

test("a builder may be left to be finished by hand, over the same runtime", async () => {
  const member = { type: "string" } as const;
  const Thing = { type: "object", properties: { a: member }, "x-starfix-builder": { name: "Thing" } } as const;
  const { files } = await runTarget(buildersTarget, { Thing }, { builderBases: true });
  expect([...files.keys()]).toEqual(["builders.gen.ts", "builder-runtime.gen.js", "builder-runtime.gen.d.ts"]);
  const text = files.get("builders.gen.ts");
  expect(text).toContain('import { type Build, Builder, type BuilderType } from "./builder-runtime.gen.js";');
  expect(text).toContain("export abstract class ThingBase<");
  expect(text).not.toContain("ThingBuilder");
  const finished = await runTarget(buildersTarget, { Thing }, { builderBases: false });
  expect(finished.files.get("builders.gen.ts")).toContain("export class ThingBuilder<");
});

const base = { module: "../base.ts", name: "Base", types: "@acme/types" };
const exclusive = { colour: { given: "a colour is given", methods: ["red", "mix"] } };
const Text = { type: "string" } as const;

test("a builder may extend a class of another module, which refuses calls that exclude each other", async () => {
  const Thing = {
    type: "object",
    required: ["size"],
    properties: {
      size: { type: "integer" },
      red: Text,
      tags: { type: "array", items: Text, "x-starfix-method": { name: "tagged", rest: true } },
      glows: { type: "boolean" },
    },
    "x-starfix-builder": { name: "Thing", exclusive },
  } as const;
  const { files, reports } = await runTarget(buildersTarget, { Thing } as never, {
    builderBases: true,
    builderBase: base,
  });
  expect(reports).toEqual([]);
  expect([...files.keys()]).toEqual(["builders.gen.ts"]);
  expect(files.get("builders.gen.ts")).toMatchInlineSnapshot(`
    "// header
    import { type Alone, Base, type Build, type BuilderType } from "../base.ts";
    import type { Thing } from "@acme/types";
    /** The request that the Thing builder fills in. */
    export type ThingProps = Thing;
    /** The parts that must be given before the request is complete. */
    export type ThingMissing = "size";
    /** For each part the members of the request of which one must be set. */
    export const thingParts: Readonly<Record<ThingMissing, readonly (keyof ThingProps)[]>> = { size: ["size"] };

    /** The members that are known before any method is called. */
    export function createThingProps(): Record<never, never> {
      return {  };
    }

    export abstract class ThingBase<TNode, TMissing extends string, TGiven extends string, TBuilder extends BuilderType> extends Base<TNode, ThingProps> {
      /**
       * Sets \`size\`.
       * Calling it again replaces the earlier value.
       */
      size(value: Exclude<ThingProps["size"], undefined>): Build<TBuilder, Exclude<TMissing, "size">, TGiven> {
        return this.set("size", value);
      }

      /**
       * Sets \`red\`.
       * Calling it again replaces the earlier value. It contradicts \`.mix()\`.
       */
      red(value: Alone<TGiven, "mix", Exclude<ThingProps["red"], undefined>, "a colour is given">): Build<TBuilder, TMissing, TGiven | "red"> {
        return this.set("red", value as never, {"group":"colour","method":"red","given":"a colour is given"});
      }

      /**
       * Sets \`tags\`.
       * Calling it again replaces the earlier value. In the request it is \`tags\`.
       */
      tagged(...value: Exclude<ThingProps["tags"], undefined>): this {
        return this.set("tags", value);
      }

      /**
       * Sets \`glows\`.
       * Calling it again replaces the earlier value.
       */
      glows(value: Exclude<ThingProps["glows"], undefined> = true): this {
        return this.set("glows", value);
      }
    }
    "
  `);
});

test("a subclass may say itself what is missing", async () => {
  const Thing = {
    type: "object",
    required: ["size"],
    properties: { size: { type: "integer", "x-starfix-method": false }, red: Text },
    "x-starfix-builder": { name: "Thing", parts: false },
  } as const;
  const { files } = await runTarget(buildersTarget, { Thing } as never, { builderBases: true, builderBase: base });
  const text = files.get("builders.gen.ts");
  expect(text).toContain("export abstract class ThingBase<TNode> extends Base<TNode, ThingProps> {");
  expect(text).not.toContain("Missing");
  expect(text).not.toContain("thingParts");
});

test.each<[string, object, string]>([
  ["methods that exclude each other, without a class that refuses them", { exclusive }, "with the setting builderBase"],
  ["a group of one method", { exclusive: { a: { given: "a", methods: ["red"] } } }, "two or more names of methods"],
  ["groups that are none", { exclusive: ["red", "mix"] }, "expected named groups"],
  ["parts that are listed", { parts: ["size"] }, "expected false or nothing"],
  [
    "a method of two groups",
    { exclusive: { ...exclusive, more: exclusive.colour } },
    "expected red in one group, received it in colour as well",
  ],
])("%s is refused", async (_, builder, want) => {
  const Thing = { type: "object", properties: { red: Text }, "x-starfix-builder": { name: "Thing", ...builder } };
  const { reports } = await runTarget(
    buildersTarget,
    { Thing } as never,
    want.includes("builderBase") ? {} : { builderBases: true, builderBase: base },
  );
  expect(reports.map(({ message }) => message).join("\n")).toContain(want);
});

test("only a list is taken as arguments of their own", async () => {
  const properties = { red: { ...Text, "x-starfix-method": { name: "red", rest: true } } };
  const Thing = { type: "object", properties, "x-starfix-builder": { name: "Thing" } };
  const { reports } = await runTarget(buildersTarget, { Thing } as never);
  expect(reports.map(({ message }) => message)).toEqual(["expected rest only for a list"]);
});

test("what is sent is built where it differs from what comes back", async () => {
  const both = { type: "object", "x-starfix-builder": { name: "Thing" } } as const;
  const run = await runTarget(buildersTarget, { Thing: both, ThingWritable: both });
  expect(run.reports).toEqual([]);
  expect(run.files.get("builders.gen.ts")).toContain("export type ThingProps = ThingWritable;");
});

test("a word of the language starts no builder", async () => {
  const text = await emit("builders", documentOf({ A: { type: "object", "x-starfix-builder": { name: "Delete" } } }));
  expect(text).toContain("export function deleteBuilder(): DeleteBuilder {");
});

test("a document without builders gives no module", async () => {
  const { files } = await runTarget(buildersTarget, { A: { type: "string" } });
  expect(files.size).toBe(0);
});

test("a member without a method is left to a subclass, and the others still take its place", async () => {
  const hidden = { red: { type: "string", "x-starfix-method": false } };
  const text = await emit("builders", thing({ name: "Thing", "one-of": { colour: ["red", "blue"] } }, hidden));
  expect(text).not.toContain(" red(");
  expect(text).toContain('return this.set("blue", value, ["red"]);');
  expect(text).toContain("It takes the place of `red`.");
  expect(text).toContain('ThingMissing = "colour" | "name" | "size"');
});

test("a required member without a method is a part that a subclass gives", async () => {
  const hidden = { size: { type: "integer", "x-starfix-method": false } };
  const text = await emit("builders", thing({ name: "Thing", constructor: ["name"] }, hidden));
  expect(text).not.toContain(" size(");
  expect(text).toContain('ThingMissing = "size";');
  expect(text).toContain("Starts a Thing: `thing(…)`; a subclass of ThingBase gives `size`.");
});

test("what only the service sets has no method, wherever that is said", async () => {
  const document = documentOf({
    Thing: {
      type: "object",
      properties: {
        free: { type: "string" },
        own: { type: "string", readOnly: true },
        referred: { $ref: "#/components/schemas/Id" },
        chained: { $ref: "#/components/schemas/Chained" },
        settable: { $ref: "#/components/schemas/Id", readOnly: false },
        asked: { type: "string", readOnly: true, "x-starfix-method": "ask" },
      },
      additionalProperties: false,
      "x-starfix-builder": { name: "Thing" },
    },
    Id: { type: "string", readOnly: true },
    Chained: { description: "An id.", $ref: "#/components/schemas/Id" },
  });
  const text = await emit("builders", document);
  expect([...text.matchAll(/^ {2}(\w+)\(value:/gm)].map(([, name]) => name)).toEqual(["ask", "free", "settable"]);
});

test("what only the service sets keeps its method where a request is not complete without it", async () => {
  const kind = { type: "string", enum: ["a", "b"], readOnly: true };
  const Thing = { type: "object", required: ["kind"], properties: { kind }, "x-starfix-builder": { name: "Thing" } };
  const { files } = await runTarget(buildersTarget, { Thing } as never);
  expect(files.get("builders.gen.ts")).toContain(" kind(value:");
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
    /invalid_builder: expected name, constructor, one-of, exclusive or parts, received oneOf/,
  ],
  [
    "an unknown property",
    thing({ name: "Thing", constructor: ["nme"] }),
    /expected a property of Thing \(blue, kind, name, red, size\), received "nme"/,
  ],
  [
    "a required member of a group",
    thing({ name: "Thing", "one-of": { g: ["size", "red"] } }),
    /expected size to be optional/,
  ],
  [
    "a member of two groups",
    thing({ name: "Thing", "one-of": { g: ["red"], h: ["red"] } }),
    /expected red in one group, received it in g as well/,
  ],
  [
    "two methods of one name",
    thing({ name: "Thing" }, { azure: { type: "string" } }),
    /expected different method names, received azure for azure and blue/,
  ],
  [
    "a method that hides the base",
    thing({ name: "Thing" }, { set: { type: "string" } }),
    /expected a valid and unreserved method name, received set; give the property an x-starfix-method/,
  ],
  [
    "a method of the name of a part that a subclass gives",
    thing({ name: "Thing" }, { size: { "x-starfix-method": false }, red: { "x-starfix-method": "size" } }),
    /expected different method names, received size for red and size; give the other an x-starfix-method/,
  ],
  [
    "a method that is neither a name nor false",
    thing({ name: "Thing" }, { red: { "x-starfix-method": true } }),
    /expected a name, false, or \{ name, rest: true \}, received true/,
  ],
  [
    "a builder of a composition",
    documentOf({
      A: { type: "object", oneOf: [{ required: ["a"] }, { required: ["b"] }], "x-starfix-builder": { name: "A" } },
    }),
    /expected the builder of one object, received a composition/,
  ],
  [
    "a name that a type has",
    documentOf({
      Thing: {
        type: "object",
        properties: { a: { $ref: "#/components/schemas/ThingProps" } },
        "x-starfix-builder": { name: "Thing" },
      },
      ThingProps: { type: "string" },
    }),
    /expected a unique builder name, received Thing: ThingProps is also declared by a type/,
  ],
  [
    "a name that another builder has",
    documentOf({
      A: { type: "object", "x-starfix-builder": { name: "Thing" } },
      B: { type: "object", "x-starfix-builder": { name: "Thing" } },
    }),
    /expected a unique builder name, received Thing: ThingProps is also declared by A/,
  ],
  [
    "a builder of no object",
    documentOf({ A: { type: "string", "x-starfix-builder": { name: "A" } } }),
    /expected the builder of one object, received another type/,
  ],
])("%s is refused", async (_, document, want) => {
  await expect(emit("builders", document)).rejects.toThrow(want);
});
