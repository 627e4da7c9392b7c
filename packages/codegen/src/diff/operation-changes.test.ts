import { expect, test } from "vitest";
import { parseText } from "../load/load-document.ts";
import { normaliseDocument } from "../normalise/normalise-document.ts";
import type { NormalisedDocument } from "../normalise/normalised-document.ts";
import { compareDocuments } from "./compare-documents.ts";

function documentOf(paths: string, rest = ""): NormalisedDocument {
  return normaliseDocument(
    parseText(`openapi: 3.1.0\ninfo: { title: t, version: "1" }\n${rest}\npaths:\n${paths}`, "api.yaml"),
  );
}

/** One operation, `POST /a`, that has these members. */
const post = (members: string): string =>
  `  /a:\n    post: { ${members.includes("responses") ? members : `${members}${members === "" ? "" : ", "}responses: { "200": { description: ok } }`} }\n`;
const parameter = (more: string): string =>
  post(`parameters: [{ name: p, in: query, schema: { type: string }${more} }]`);
const list = (more: string): string => post(`parameters: [{ name: p, in: query, schema: { type: array }${more} }]`);
const body = (more: string): string => post(`requestBody: { ${more} }`);
const answer = (responses: string): string => post(`responses: { ${responses} }`);
const JSON_TEXT = "content: { application/json: { schema: { type: string } } }";
const SCHEMES = `components: { securitySchemes: { key: { type: apiKey, in: header, name: X }, user: { type: oauth2, flows: { implicit: { authorizationUrl: "https://a.example", scopes: { r: r, w: w } } } } } }`;
const OTHER_KEY = SCHEMES.replace("name: X", "name: Y");

test.each<[string, string, string, string[], string[]]>([
  ["an operation", "  /b: {}\n", post(""), ["operation_added: none"], ["operation_removed: both"]],
  [
    "an operation that is deprecated",
    post("deprecated: true"),
    "  /b: {}\n",
    ["deprecated_operation_removed: both"],
    ["operation_added: none"],
  ],
  ["deprecated", post(""), post("deprecated: true"), ["operation_deprecated: none"], []],
  [
    "operationId",
    post("operationId: x"),
    post("operationId: y"),
    ["operation_id_changed: none"],
    ["operation_id_changed: none"],
  ],
  [
    "the name of a path parameter",
    `  /a/{x}: { get: { parameters: [{ name: x, in: path, required: true, schema: { type: string } }], responses: { "200": { description: ok } } } }\n`,
    `  /a/{y}: { get: { parameters: [{ name: y, in: path, required: true, schema: { type: string } }], responses: { "200": { description: ok } } } }\n`,
    ["path_parameter_renamed: none"],
    ["path_parameter_renamed: none"],
  ],
  [
    "servers",
    post(""),
    post(`servers: [{ url: "https://b.example" }]`),
    ["servers_changed: none"],
    ["servers_changed: none"],
  ],
  ["an optional parameter", post(""), parameter(""), ["parameter_added: none"], ["parameter_removed: request"]],
  [
    "a required parameter",
    post(""),
    parameter(", required: true"),
    ["required_parameter_added: request"],
    ["parameter_removed: request"],
  ],
  [
    "a parameter in another place",
    parameter(""),
    parameter("").replace("in: query", "in: header"),
    ["parameter_moved: request"],
    ["parameter_moved: request"],
  ],
  [
    "required of a parameter",
    parameter(""),
    parameter(", required: true"),
    ["parameter_required: request"],
    ["parameter_optional: none"],
  ],
  [
    "explode of a list",
    list(""),
    list(", explode: false"),
    ["parameter_style_changed: request"],
    ["parameter_style_changed: request"],
  ],
  ["explode of a text", parameter(""), parameter(", explode: false"), [], []],
  ["a default that is written down", list(""), list(", style: form, explode: true"), [], []],
  ["deprecated of a parameter", parameter(""), parameter(", deprecated: true"), ["parameter_deprecated: none"], []],
  [
    "the schema of a parameter",
    parameter(""),
    parameter("").replace("type: string", "type: string, maxLength: 3"),
    ["bound_tightened: request"],
    ["bound_loosened: none"],
  ],
  ["an optional body", post(""), body(JSON_TEXT), ["request_body_added: none"], ["request_body_removed: request"]],
  [
    "a required body",
    post(""),
    body(`${JSON_TEXT}, required: true`),
    ["required_request_body_added: request"],
    ["request_body_removed: request"],
  ],
  [
    "required of a body",
    body(JSON_TEXT),
    body(`${JSON_TEXT}, required: true`),
    ["request_body_required: request"],
    ["request_body_optional: none"],
  ],
  [
    "a media type of a body",
    body(JSON_TEXT),
    body("content: { application/json: { schema: { type: string } }, text/plain: {} }"),
    ["media_type_added: none"],
    ["media_type_removed: request"],
  ],
  [
    "parameters of a media type",
    body(JSON_TEXT),
    body(JSON_TEXT.replace("application/json", `"application/json; charset=utf-8"`)),
    [],
    [],
  ],
  [
    "the encoding of a form",
    body("content: { multipart/form-data: { schema: { type: object } } }"),
    body(
      "content: { multipart/form-data: { schema: { type: object }, encoding: { a: { contentType: text/plain } } } }",
    ),
    ["encoding_changed: request"],
    ["encoding_changed: request"],
  ],
  [
    "a status of success",
    answer(`"200": { description: ok }`),
    answer(`"200": { description: ok }, "201": { description: ok }`),
    ["response_added: response"],
    ["response_removed: response"],
  ],
  [
    "a status of an error",
    answer(`"200": { description: ok }`),
    answer(`"200": { description: ok }, "404": { description: no }`),
    ["error_response_added: none"],
    ["error_response_removed: none"],
  ],
  ["a status in a range", answer(`"2XX": { description: ok }`), answer(`"200": { description: ok }`), [], []],
  [
    "a media type of an answer",
    answer(`"200": { description: ok, ${JSON_TEXT} }`),
    answer(`"200": { description: ok, content: { text/plain: { schema: { type: string } } } }`),
    ["media_type_removed: response", "media_type_added: none"],
    ["media_type_removed: response", "media_type_added: none"],
  ],
  [
    "the schema of an answer",
    answer(`"200": { description: ok, ${JSON_TEXT} }`),
    answer(`"200": { description: ok, ${JSON_TEXT.replace("string", '[string, "null"]')} }`),
    ["nullable_added: response"],
    ["nullable_removed: none"],
  ],
  [
    "an optional header",
    answer(`"200": { description: ok }`),
    answer(`"200": { description: ok, headers: { X-A: { schema: { type: string } } } }`),
    ["header_added: none"],
    ["header_removed: none"],
  ],
  [
    "a required header",
    answer(`"200": { description: ok }`),
    answer(`"200": { description: ok, headers: { X-A: { required: true, schema: { type: string } } } }`),
    ["header_added: none"],
    ["header_removed: response"],
  ],
  [
    "required of a header",
    answer(`"200": { description: ok, headers: { X-A: { schema: { type: string } } } }`),
    answer(`"200": { description: ok, headers: { x-a: { required: true, schema: { type: string } } } }`),
    ["header_required: none"],
    ["header_optional: response"],
  ],
])("%s is reported in both directions", (_, one, other, forth, back) => {
  const codes = (old: string, next: string): string[] =>
    compareDocuments(documentOf(old), documentOf(next)).map(({ code, breaks }) => `${code}: ${breaks}`);
  expect(codes(one, other)).toEqual(forth);
  expect(codes(other, one)).toEqual(back);
});

test.each<[string, string, string, string[], string[]]>([
  ["a credential", "[]", "[{ key: [] }]", ["security_stricter: request"], ["security_looser: none"]],
  [
    "one more way in",
    "[{ key: [] }]",
    "[{ key: [] }, { user: [r] }]",
    ["security_looser: none"],
    ["security_stricter: request"],
  ],
  ["a scope", "[{ user: [r] }]", "[{ user: [r, w] }]", ["security_stricter: request"], ["security_looser: none"]],
  [
    "two at once",
    "[{ key: [] }]",
    "[{ key: [], user: [] }]",
    ["security_stricter: request"],
    ["security_looser: none"],
  ],
])("security: %s is reported in both directions", (_, one, other, forth, back) => {
  const at = (security: string) => documentOf(post(`security: ${security}`), SCHEMES);
  const codes = (old: string, next: string): string[] =>
    compareDocuments(at(old), at(next)).map(({ code, breaks }) => `${code}: ${breaks}`);
  expect(codes(one, other)).toEqual(forth);
  expect(codes(other, one)).toEqual(back);
});

test("a scheme that is sent in another way breaks requests, one that is only renamed nothing", () => {
  const at = (rest: string, name = "key") => documentOf(post(`security: [{ ${name}: [] }]`), rest);
  expect(compareDocuments(at(SCHEMES), at(OTHER_KEY))).toMatchObject([
    { code: "security_scheme_changed", breaks: "request", operations: ["POST /a"] },
  ]);
  expect(compareDocuments(at(SCHEMES), at(SCHEMES.replace("key:", "token:"), "token"))).toEqual([]);
});

test("servers of the document are reported once", () => {
  const at = (url: string) => documentOf(post(""), `servers: [{ url: "${url}" }]`);
  expect(compareDocuments(at("https://a.example"), at("https://b.example"))).toMatchObject([
    { code: "servers_changed", breaks: "none", newPointer: "/servers" },
  ]);
});

test("what the server sends by a webhook is read by clients", () => {
  const at = (schema: string) =>
    documentOf(
      "  /b: {}\n",
      `webhooks: { event: { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, responses: { "200": { description: ok } } } } }`,
    );
  expect(compareDocuments(at("{ type: string }"), at("{ type: [string, integer] }"))).toMatchObject([
    { code: "type_widened", breaks: "response", operations: ["webhook POST event"] },
  ]);
  expect(compareDocuments(at("{ type: [string, integer] }"), at("{ type: string }"))).toMatchObject([
    { code: "type_narrowed", breaks: "none" },
  ]);
});

test("what is only sent is called by the name of its component, and a component of such a name by its own", () => {
  const content = (name: string): string =>
    `content: { application/json: { schema: { $ref: "#/components/schemas/${name}" } } }`;
  const at = (type: string) =>
    documentOf(
      `${post(`requestBody: { ${content("Pet")} }, responses: { "200": { description: ok, ${content("Pet")} } }`)}  /b:\n    post: { requestBody: { ${content("PetWritable")} }, responses: { "200": { description: ok } } }\n`,
      `components: { schemas: { Pet: { type: object, properties: { id: { type: string, readOnly: true }, size: { type: ${type} } } }, PetWritable: { type: object, properties: { size: { type: ${type} } } } } }`,
    );
  expect([...at("string").variants]).toEqual([["PetWritable2", "Pet"]]);
  const found = compareDocuments(at("string"), at("boolean"));
  expect(found.map(({ message, newPointer }) => `${newPointer} ${message.split(":")[0]}`)).toEqual([
    "/components/schemas/Pet/properties/size Pet.size",
    "/components/schemas/PetWritable/properties/size PetWritable.size",
  ]);
});

test("a property that becomes readOnly can no longer be sent", () => {
  const at = (flag: string) =>
    documentOf(
      post(
        `requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }, responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } } }`,
      ),
      `components: { schemas: { Pet: { type: object, properties: { id: { type: string${flag} } } } } }`,
    );
  const found = compareDocuments(at(""), at(", readOnly: true")).map(({ code, breaks }) => `${code}: ${breaks}`);
  expect(found).toContain("property_removed: request");
  expect(found).toContain("read_only_changed: none");
});
