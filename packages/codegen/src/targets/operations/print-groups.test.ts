import { expect, test } from "vitest";
import { diagnose, emit } from "../../testing/emit.ts";
import { id, ok, operationDocument } from "../../testing/operation-document.ts";

const groups = (key: unknown): object => ({ "x-starfix-operation-groups": key });
const groupText = (text: string): string => {
  const start = text.indexOf("/** The operations of");
  return start < 0 ? "" : text.slice(start, text.indexOf("/** The ids of all operations. */")).trimEnd();
};

test("the operations of a tag are the members of one object", async () => {
  const document = {
    ...operationDocument(
      "/things/{id}",
      "post",
      { operationId: "createThing", tags: ["things"], summary: "Make it", parameters: [id] },
      {
        get: { operationId: "listThings", tags: ["things"], responses: ok },
        delete: { operationId: "options", responses: ok },
      },
    ),
    tags: [{ name: "things", description: "What there is." }],
    ...groups(true),
  };
  expect(groupText(await emit("operations", document))).toMatchInlineSnapshot(`
    "/** The operations of \`things\`. What there is. */
    export interface ThingsGroup {
      /** \`GET /things/{id}\` */
      list(input: ListThingsInput, options?: CallOptions): Promise<Thing>;
      /**
       * Make it.
       * \`POST /things/{id}\`
       */
      create(input: CreateThingInput, options?: CallOptions): Promise<Thing>;
    }

    /** Makes the operations of \`things\` over one transport. */
    export function thingsGroup(transport: Transport): ThingsGroup {
      return {
        list: (input, options_) => listThings(transport, input, options_),
        create: (input, options_) => createThing(transport, input, options_),
      };
    }

    /** The operations of \`other\`. */
    export interface OtherGroup {
      /** \`DELETE /things/{id}\` */
      options(input: OptionsInput, options?: CallOptions): Promise<Thing>;
    }

    /** Makes the operations of \`other\` over one transport. */
    export function otherGroup(transport: Transport): OtherGroup {
      return {
        options: (input, options_) => options(transport, input, options_),
      };
    }"
  `);
});

test("a group gives way to a component of its name", async () => {
  const document = {
    ...operationDocument("/a", "get", { tags: ["thing"] }),
    components: { schemas: { Thing: { type: "object" }, ThingGroup: { type: "object" } } },
    ...groups(true),
  };
  expect(await emit("operations", document)).toContain(
    "export function thingGroup(transport: Transport): ThingGroup_ {",
  );
});

test.each([[{}], [groups(false)]])("there are no groups where none are asked for: %j", async (more) => {
  expect(groupText(await emit("operations", { ...operationDocument("/a", "get", {}), ...more }))).toBe("");
});

test("what is neither true nor false is an error", async () => {
  const document = { ...operationDocument("/a", "get", {}), ...groups("yes") };
  await expect(diagnose("operations", document)).rejects.toThrow(
    'expected x-starfix-operation-groups to be true or false, received "yes"',
  );
});
