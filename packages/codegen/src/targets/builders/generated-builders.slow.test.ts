import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { generate } from "../../generate.ts";
import { documentOf } from "../../testing/emit.ts";
import { projectFolder, typecheckUsage } from "../../testing/typecheck.ts";

const project = await projectFolder();
afterAll(() => project[Symbol.asyncDispose]());
const folder = project.path;

const document = documentOf({
  Pet: {
    type: "object",
    required: ["kind", "name", "size"],
    properties: {
      kind: { const: "pet" },
      name: { type: "string" },
      size: { oneOf: [{ type: "integer" }, { enum: ["small", "large"] }] },
      tags: { type: "array", items: { type: "string" } },
      chip: { $ref: "#/components/schemas/Chip" },
      collar: { type: "string" },
      __proto__x: { type: "string" },
    },
  },
  Visit: {
    type: "object",
    required: ["pet", "reason"],
    properties: {
      id: { type: "integer", readOnly: true },
      pet: { type: "string", "x-starfix-method": false },
      reason: { type: "string" },
    },
    additionalProperties: false,
    "x-starfix-builder": { name: "Visit" },
  },
  Chip: {
    allOf: [{ type: "object", required: ["id"], properties: { id: { type: "string" } } }, { description: "A chip." }],
  },
});
const overlay = {
  overlay: "1.0.0",
  info: { title: "t", version: "1" },
  actions: [
    {
      target: "$.components.schemas.Pet",
      update: { "x-starfix-builder": { name: "Pet", "one-of": { mark: ["chip", "collar"] } } },
    },
    { target: "$.components.schemas.Pet.properties.tags", update: { "x-starfix-method": "tagged" } },
  ],
};
await writeFile(join(folder, "api.json"), JSON.stringify(document));
await writeFile(join(folder, "overlay.json"), JSON.stringify(overlay));
const { files } = await generate({
  document: "api.json",
  overlays: ["overlay.json"],
  cwd: folder,
  targets: ["types", "builders"],
});
for (const { path, text } of files) await writeFile(join(folder, path), text);

test("an overlay alone gives a builder that is ready to use", async () => {
  const { pet, PetBuilder } = await import(/* @vite-ignore */ pathToFileURL(join(folder, "builders.gen.ts")).href);
  const first = pet().name("Kenny");
  const tags = ["a"];
  const whole = first.size("small").chip({ id: "c" }).tagged(tags).collar("red");
  tags.push("b");
  expect(whole).toBeInstanceOf(PetBuilder);
  expect(whole.build()).toEqual({ kind: "pet", name: "Kenny", size: "small", tags: ["a"], collar: "red" });
  expect(first.toNode()).toEqual({ kind: "pet", name: "Kenny" });
  expect(Object.isFrozen(whole.build())).toBe(true);
});

test("a subclass gives the member that the contract leaves to it", async () => {
  const { visit, VisitBase, createVisitProps } = await import(
    /* @vite-ignore */ pathToFileURL(join(folder, "builders.gen.ts")).href
  );
  expect(visit().reason("fleas").toNode()).toEqual({ reason: "fleas" });
  expect(visit()).not.toHaveProperty("pet");
  expect(visit()).not.toHaveProperty("id");
  // What is imported by a path that is made up here has no type.
  const Base: new (state: object) => { props: object; reason(value: string): PetVisit; set: Setter } = VisitBase;
  type Setter = (key: string, value: string) => PetVisit;
  class PetVisit extends Base {
    of(pet: { name: string }): PetVisit {
      return this.set("pet", pet.name.trim());
    }
    toNode(): object {
      return this.props;
    }
  }
  const whole = new PetVisit({ props: createVisitProps() }).reason("fleas").of({ name: " Kenny " });
  expect(whole.toNode()).toEqual({ reason: "fleas", pet: "Kenny" });
});

test("a subclass that gives such a member makes the request complete", async () => {
  const usage = `
import type { Build, BuilderType } from "./builder-runtime.gen.js";
import { createVisitProps, visit, VisitBase, type VisitMissing } from "./builders.gen.js";
interface PetVisitType extends BuilderType {
  readonly builder: PetVisit<this["missing"]>;
}
export class PetVisit<TMissing extends string = VisitMissing> extends VisitBase<TMissing, PetVisitType> {
  of(pet: { name: string }): Build<PetVisitType, Exclude<TMissing, "pet">> {
    return this.set("pet", pet.name);
  }
}
const start: PetVisit = new PetVisit({ props: createVisitProps() });
export const whole: PetVisit<never> = start.reason("fleas").of({ name: "Kenny" });
// @ts-expect-error the pet is missing
export const part: PetVisit<never> = start.reason("fleas");
// @ts-expect-error only a subclass gives the pet
visit().reason("fleas").build();
// @ts-expect-error the service gives the id
visit().id(1);
`;
  expect(await typecheckUsage(folder, usage)).toEqual([]);
}, 120_000);

test("a builder is typed by what is missing, under the strictest options", async () => {
  const usage = `
import { pet, type PetBuilder } from "./builders.gen.js";
import type { Pet } from "./types.gen.js";
export const whole: Pet = pet().size(1).collar("red").name("Kenny").tagged(["a"]).build();
export const complete: PetBuilder<never> = pet().name("a").size("large").chip({ id: "c" });
export const part: PetBuilder<"size"> = pet().name("a").collar("b");
// @ts-expect-error the size is missing
pet().name("Kenny").collar("red").build();
// @ts-expect-error a mark is missing
pet().name("Kenny").size(1).build();
// @ts-expect-error nothing of these is a size
pet().size("huge");
// @ts-expect-error a chip has an id
pet().chip({});
// @ts-expect-error an incomplete builder is no complete one
export const wrong: PetBuilder<never> = pet();
`;
  expect(await typecheckUsage(folder, usage)).toEqual([]);
}, 120_000);
