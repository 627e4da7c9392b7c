import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import { type NormalisedSchema, resolveSchema } from "../../normalise/normalised-document.ts";
import { follow } from "./follow.ts";
import { bareName, isBinary, kindOf, type MediaType, readMediaTypes } from "./media-types.ts";
import type { BodyChoice, FieldModel, OperationBody } from "./operation-model.ts";
import type { OperationPlace } from "./operation-place.ts";
import { isExploded } from "./read-parameters.ts";
import { componentOf, memberType } from "./type-scope.ts";

/** Methods for which `fetch` allows no body; OpenAPI 3.0 requires that a declared one is ignored. */
const BODILESS: ReadonlySet<string> = new Set(["get", "head", "trace"]);

/** Reads the request body: its media types, grouped by type. */
export function readBody(place: OperationPlace): OperationBody | undefined {
  const { document, context, operation, pointer, method } = place;
  const holder = operation.requestBody === undefined ? undefined : follow(document, operation.requestBody);
  if (!holder) return undefined;
  const media = readMediaTypes(document, holder);
  if (media.length === 0) return undefined;
  const at = joinPointer(pointer, "requestBody");
  const isRequired = holder.required === true;
  if (BODILESS.has(method)) {
    const saysNothing = media.every(
      ({ schema }) => schema === undefined || isEmptyObject(resolveSchema(document, schema)),
    );
    if (!saysNothing || isRequired)
      context.report(
        "unclear_operation",
        at,
        `expected no body of a ${method.toUpperCase()} request, which OpenAPI ignores; it is left out`,
      );
    return undefined;
  }
  const choices: BodyChoice[] = [];
  for (const each of media) {
    const choice = readChoice(place, each, joinPointer(at, "content", each.name));
    const index = choices.findIndex((other) => isSame(other, choice));
    const known = choices[index];
    if (known) choices[index] = { ...known, contentTypes: [...known.contentTypes, ...choice.contentTypes] };
    else choices.push(choice);
  }
  const [first, ...rest] = choices;
  return first && { isRequired, choices: [first, ...rest] };
}

/** Whether a type does not depend on the media type: components and bytes. */
function isSame(one: BodyChoice, other: BodyChoice): boolean {
  return (
    one.type === other.type &&
    one.isBytes === other.isBytes &&
    one.isRange === other.isRange &&
    Object.keys(one.fields).length + Object.keys(other.fields).length === 0
  );
}

function isEmptyObject({ type, properties = {}, additionalProperties, maxProperties }: NormalisedSchema): boolean {
  const isClosed = additionalProperties === false || maxProperties === 0;
  return type === "object" && isClosed && Object.keys(properties).length === 0;
}

function readChoice(place: OperationPlace, media: MediaType, at: string): BodyChoice {
  const { document, scope, typesName } = place;
  const kind = kindOf(document, media);
  const base = {
    contentTypes: [declared(media.name, kind)],
    isRange: isRange(media.name) && kind !== "json",
    isBytes: false,
    component: media.schema && componentOf(media.schema),
    fields: {},
    schema: media.schema,
  };
  const type = memberType(`NonNullable<${typesName}["requestBody"]>["content"]`, media.name);
  const schema = media.schema ?? {};
  switch (kind) {
    case "json":
      return { ...base, type: isUnsaid(schema) ? "unknown" : scope.typeOf(schema, type) };
    case "urlencoded":
      return {
        ...base,
        type: isUnsaid(schema) ? "object" : scope.typeOf(schema, type),
        fields: readFields(place, media, at),
      };
    case "multipart": {
      const { text, hasFiles } = formType(place, media, type, at);
      const fields = readFields(place, media, at);
      return { ...base, type: text, fields, schema: hasFiles ? undefined : media.schema };
    }
    case "text":
    case "stream":
    case "bytes":
      return { ...base, type: "RawBody", isBytes: true, schema: undefined };
    default:
      throw new Error(`unexpected kind of body: ${JSON.stringify(kind satisfies never)}`);
  }
}

function isUnsaid(schema: NormalisedSchema): boolean {
  return Object.keys(schema).length === 0;
}

function isRange(name: string): boolean {
  return bareName(name).includes("*");
}

function declared(name: string, kind: string): string {
  return isRange(name) && kind === "json" ? "application/json" : name;
}

/** The type of a form, printed field by field since its files are not strings as in JSON. */
function formType(
  { document, context, scope }: OperationPlace,
  { schema = {}, encoding }: MediaType,
  type: string,
  at: string,
): { readonly text: string; readonly hasFiles: boolean } {
  const inner = resolveSchema(document, schema);
  const isPlain = !inner.oneOf && !inner.anyOf && !inner.allOf;
  if (!inner.properties || !isPlain) {
    if (isUnsaid(inner) || (inner.properties === undefined && isPlain))
      return { text: "Readonly<Record<string, unknown>>", hasFiles: true };
    context.report(
      "unclear_operation",
      at,
      "expected the members of the form in properties, received a composition; files in it are typed as texts",
    );
    return { text: scope.typeOf(schema, type), hasFiles: true };
  }
  const entries = Object.entries(inner.properties).map(([name, member]) => ({
    name,
    member,
    file: fileType(name, member),
  }));
  if (entries.every(({ file }) => file === undefined)) return { text: scope.typeOf(schema, type), hasFiles: false };
  const members = entries.map(({ name, member, file }) => {
    const isRequired = inner.required?.includes(name) === true;
    const text = file ?? memberText(name, member);
    return `readonly ${JSON.stringify(name)}${isRequired ? "" : "?"}: ${text}${isRequired ? "" : " | undefined"}`;
  });
  return { text: `{ ${members.join("; ")} }`, hasFiles: true };

  function memberText(name: string, member: NormalisedSchema): string {
    const isComponent = componentOf(member) !== undefined;
    return isComponent ? scope.typeOf(member, "") : memberType(scope.typeOf(schema, type), name);
  }

  function fileType(name: string, member: NormalisedSchema): string | undefined {
    const value = resolveSchema(document, member);
    if (isBinary(value)) return value.format === "byte" ? "FormFile | string" : "FormFile";
    if (value.type === "array" && value.items && isBinary(resolveSchema(document, value.items)))
      return "readonly FormFile[]";
    const given = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
    const isDeclared = isJsonObject(given) && typeof given.contentType === "string" && !isTextType(given.contentType);
    return value.type === "string" && (isDeclared || isBareText(value)) ? "FormFile | string" : undefined;
  }
}

/** Whether a form field is a plain string; many documents describe files so. */
function isBareText(schema: NormalisedSchema): boolean {
  const keywords = Object.keys(schema).filter((key) => !key.startsWith("x-") && !ANNOTATIONS.has(key));
  return keywords.every((key) => key === "type");
}

const ANNOTATIONS: ReadonlySet<string> = new Set([
  "title",
  "description",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
]);

function isTextType(types: string): boolean {
  return types.split(",").every((type) => /^\s*(?:text\/|[^/]+\/(?:.+\+)?json\b)/.test(type));
}

/** The serialization of form fields that differ from the default. */
function readFields(
  { context }: OperationPlace,
  { encoding, name }: MediaType,
  at: string,
): Record<string, FieldModel> {
  const fields: [string, FieldModel][] = [];
  for (const [member, given] of Object.entries(encoding)) {
    if (!isJsonObject(given)) continue;
    if (isJsonObject(given.headers) && Object.keys(given.headers).length > 0 && bareName(name).startsWith("multipart/"))
      context.report(
        "unclear_operation",
        joinPointer(at, "encoding", member, "headers"),
        `expected no headers of the part ${member}; it is sent without them`,
      );
    const field = readField(given);
    if (Object.keys(field).length > 0) fields.push([member, field]);
  }
  return Object.fromEntries(fields.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The serialization of one field; with a style, its media type is ignored. */
function readField(given: JsonObject): FieldModel {
  const { style, explode, allowReserved, contentType } = given;
  if (style === undefined && explode === undefined && allowReserved === undefined) {
    const [only] = typeof contentType === "string" ? contentType.split(",") : [];
    return only === undefined || only.includes("*") ? {} : { contentType: only.trim() };
  }
  const styleName = typeof style === "string" ? style : "form";
  return {
    style: styleName,
    ...(typeof explode === "boolean" && explode !== isExploded(styleName) ? { explode } : {}),
    ...(allowReserved === true ? { allowReserved: true as const } : {}),
  };
}
