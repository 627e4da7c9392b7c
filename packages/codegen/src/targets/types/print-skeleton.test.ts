import { expect, test } from "vitest";
import type { JsonObject } from "../../load/json.ts";
import { runTarget } from "../../testing/target-context.ts";
import { TYPESCRIPT_VERSIONS, typecheck } from "../../testing/typecheck.ts";
import { createTypesTarget } from "./types-target.ts";

const ref = (kind: string, name: string): JsonObject => ({ $ref: `#/components/${kind}/${name}` });

const root: JsonObject = {
  paths: {
    "/things/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        operationId: "getThing",
        summary: "Gets a thing. */",
        deprecated: true,
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "fields", in: "query", schema: { type: "array", items: { type: ["string", "null"] } }, example: "x" },
          { name: "filter", in: "query", content: { "application/json": { schema: ref("schemas", "Thing") } } },
          ref("parameters", "X%Trace"),
        ],
        responses: {
          "200": {
            description: "A thing.",
            headers: { "X-Rate": { schema: { type: "integer" } } },
            content: {
              "application/json": {
                schema: { type: "object", properties: { thing: ref("schemas", "Thing") }, additionalProperties: false },
                example: { thing: {} },
              },
            },
          },
          default: ref("responses", "Problem"),
          "x-note": "none",
        },
      },
      put: {
        operationId: "100%/a~b",
        requestBody: ref("requestBodies", "Thing"),
        responses: { "204": { description: "Done." } },
      },
      delete: { operationId: "getThing", responses: { "204": { description: "Done." } } },
    },
    "/a%zz/b": { post: { responses: {}, requestBody: { content: { "text/plain": {} } } } },
    "/linked": ref("pathItems", "Linked"),
  },
  webhooks: { ping: { post: { responses: { "200": { description: "Heard." } } } } },
  components: {
    parameters: { "X%Trace": { name: "X-Trace", in: "header", required: true, schema: { type: "string" } } },
    responses: { Problem: { description: "A problem.", content: { "application/problem+json": { schema: {} } } } },
    requestBodies: { Thing: { required: true, content: { "application/json": { schema: ref("schemas", "Thing") } } } },
    headers: { Rate: { schema: { type: ["integer", "null"] } } },
    pathItems: { Linked: { get: { operationId: "linked", responses: { "200": { description: "Linked." } } } } },
  },
};

async function printed(): Promise<string> {
  const { files } = await runTarget(createTypesTarget(), { Thing: { type: "object" } }, { root });
  return files.get("types.gen.d.ts") ?? "";
}

test("operations, their parts and the components are printed, the schemas by their names", async () => {
  expect(await printed()).toMatchInlineSnapshot(`
    "// header
    export interface paths {
      "/things/{id}": {
        parameters: {
          query?: never;
          header?: never;
          path: {
            id: string;
          };
          cookie?: never;
        };
        /**
         * Gets a thing. *\\/
         * @deprecated
         */
        get: operations["getThing"];
        put: operations["100%/a~b"];
        post?: never;
        delete: {
          parameters: {
            query?: never;
            header?: never;
            path: {
              id: string;
            };
            cookie?: never;
          };
          requestBody?: never;
          responses: {
            /** @description Done. */
            204: {
              headers: {
                [name: string]: unknown;
              };
              content?: never;
            };
          };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
      };
      "/a%zz/b": {
        parameters: {
          query?: never;
          header?: never;
          path?: never;
          cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
          parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
          };
          requestBody?: {
            content: {
              "text/plain": unknown;
            };
          };
          responses: never;
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
      };
      "/linked": {
        parameters: {
          query?: never;
          header?: never;
          path?: never;
          cookie?: never;
        };
        get: operations["linked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
      };
    }

    export interface webhooks {
      ping: {
        parameters: {
          query?: never;
          header?: never;
          path?: never;
          cookie?: never;
        };
        get?: never;
        put?: never;
        post: {
          parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
          };
          requestBody?: never;
          responses: {
            /** @description Heard. */
            200: {
              headers: {
                [name: string]: unknown;
              };
              content?: never;
            };
          };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
      };
    }

    export interface components {
      schemas: {
        Thing: Thing;
      };
      responses: {
        Problem: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": unknown;
          };
        };
      };
      parameters: {
        "X%Trace": string;
      };
      requestBodies: {
        Thing: {
          content: {
            "application/json": Thing;
          };
        };
      };
      headers: {
        Rate: number | null;
      };
      pathItems: {
        Linked: {
          parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
          };
          get: {
            parameters: {
              query?: never;
              header?: never;
              path?: never;
              cookie?: never;
            };
            requestBody?: never;
            responses: {
              /** @description Linked. */
              200: {
                headers: {
                  [name: string]: unknown;
                };
                content?: never;
              };
            };
          };
          put?: never;
          post?: never;
          delete?: never;
          options?: never;
          head?: never;
          patch?: never;
          trace?: never;
        };
      };
    }

    export type $defs = Record<string, never>;

    export interface operations {
      getThing: {
        parameters: {
          query?: {
            fields?: (string | null)[];
            filter?: Thing;
          };
          header: {
            "X-Trace": components["parameters"]["X%Trace"];
          };
          path: {
            id: number;
          };
          cookie?: never;
        };
        requestBody?: never;
        responses: {
          /** @description A thing. */
          200: {
            headers: {
              "X-Rate"?: number;
              [name: string]: unknown;
            };
            content: {
              "application/json": {
                thing?: Thing;
              };
            };
          };
          default: components["responses"]["Problem"];
        };
      };
      "100%/a~b": {
        parameters: {
          query?: never;
          header?: never;
          path: {
            id: string;
          };
          cookie?: never;
        };
        requestBody: components["requestBodies"]["Thing"];
        responses: {
          /** @description Done. */
          204: {
            headers: {
              [name: string]: unknown;
            };
            content?: never;
          };
        };
      };
      linked: {
        parameters: {
          query?: never;
          header?: never;
          path?: never;
          cookie?: never;
        };
        requestBody?: never;
        responses: {
          /** @description Linked. */
          200: {
            headers: {
              [name: string]: unknown;
            };
            content?: never;
          };
        };
      };
    }

    export type Thing = Record<string, unknown>;
    "
  `);
});

test("what is printed can be looked up by every TypeScript", async () => {
  const uses = `import type { components, operations, paths, Thing } from "./types.gen.js";
type Get = operations["getThing"];
export const id: Get["parameters"]["path"]["id"] = 1;
export const trace: Get["parameters"]["header"]["X-Trace"] = "t";
export const filter: NonNullable<Get["parameters"]["query"]>["filter"] & object = {};
export const answer: Get["responses"]["200"]["content"]["application/json"] = { thing: { a: 1 } };
export const body: operations["100%/a~b"]["requestBody"]["content"]["application/json"] = {} as Thing;
export const same: paths["/things/{id}"]["get"] = {} as Get;
export const thing: components["schemas"]["Thing"] = {} as Thing;
export const linked: paths["/linked"]["get"] = {} as operations["linked"];
// @ts-expect-error: the parameter of the operation stands for that of the path
export const wrongId: Get["parameters"]["path"]["id"] = "1";
// @ts-expect-error: the answer is closed
export const wrongAnswer: Get["responses"]["200"]["content"]["application/json"] = { other: 1 };
`;
  const files = { "types.gen.d.ts": await printed(), "uses.ts": uses };
  for (const version of TYPESCRIPT_VERSIONS) {
    expect({ version, errors: await typecheck(files, { version }) }).toEqual({ version, errors: [] });
  }
}, 120_000);

test("a document without operations has none", async () => {
  const { files } = await runTarget(createTypesTarget(), {});
  expect(files.get("types.gen.d.ts")).toBe(`// header
export type paths = Record<string, never>;

export type webhooks = Record<string, never>;

export interface components {
  schemas: never;
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}

export type $defs = Record<string, never>;

export type operations = Record<string, never>;
`);
});
