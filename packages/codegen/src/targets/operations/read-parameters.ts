import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import { type NormalisedSchema, resolveSchema } from "../../normalise/normalised-document.ts";
import { follow } from "./follow.ts";
import { bareName } from "./media-types.ts";
import type { OperationParameter, ParameterPlace, ParameterStyle } from "./operation-model.ts";
import { type OperationPlace, textOf } from "./operation-place.ts";
import { componentOf, memberType } from "./type-scope.ts";

const PLACES: readonly ParameterPlace[] = ["path", "query", "header", "cookie"];

/** The styles for each place of parameters; the first is the default. */
const STYLES: Readonly<Record<ParameterPlace, readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

/** Header parameters that OpenAPI ignores: the body, the response and the transport set these headers. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "authorization", "content-type"]);

type Found = Omit<OperationParameter, "member">;

/**
 * The parameters of an operation and of its path, path parameters first. `taken` are the members of the input that are
 * not parameters; a parameter with a name that is taken gets its place as a suffix: `idQuery`.
 */
export function readParameters(place: OperationPlace, taken: ReadonlySet<string>): OperationParameter[] {
  const { document, context, item, operation, pointer, path } = place;
  const found = new Map<string, Found>();
  for (const list of [item.parameters, operation.parameters]) {
    for (const given of Array.isArray(list) ? list : []) {
      const parameter = follow(document, given);
      if (!parameter || typeof parameter.name !== "string") continue;
      const read = readParameter(place, parameter, parameter.name);
      if (read) found.set(`${read.in} ${read.name}`, read);
    }
  }
  for (const [braces, name = ""] of path.matchAll(/\{([^{}]*)\}/g)) {
    if (found.has(`path ${name}`) || context.transportParameters.includes(name)) continue;
    context.report(
      "unclear_operation",
      pointer,
      `expected a path parameter for ${braces} of ${path}, received none; it takes a text or a number`,
    );
    found.set(`path ${name}`, undeclared(name));
  }
  const names = new Set(taken);
  return PLACES.flatMap((where) => [...found.values()].filter((each) => each.in === where)).map((each) => {
    const member = memberName(each, names);
    names.add(member);
    if (member !== each.name)
      context.report(
        "renamed",
        pointer,
        `expected unique parameter names, received another ${each.name} in ${each.in}; it is called ${member}`,
      );
    return { ...each, member };
  });
}

/** Renames a member such as `toString`, which would be read from the prototype when it is absent. */
function memberName({ name, in: where }: Found, names: ReadonlySet<string>): string {
  if (!names.has(name) && !(name in Object.prototype)) return name;
  let member = `${name}${where.charAt(0).toUpperCase()}${where.slice(1)}`;
  while (names.has(member)) member += "_";
  return member;
}

function undeclared(name: string): Found {
  const base = { in: "path", isRequired: true, isDeprecated: false, how: {}, description: undefined } as const;
  return { ...base, name, type: "string | number", schema: {} };
}

function readParameter(place: OperationPlace, parameter: JsonObject, name: string): Found | undefined {
  const { document, context, pointer, path } = place;
  const where = PLACES.find((each) => each === parameter.in);
  const at = joinPointer(pointer, "parameters", name);
  if (where === undefined) {
    context.report(
      "unclear_operation",
      at,
      `expected parameter ${name} in path, query, header or cookie, received ${String(parameter.in)}; it is left out`,
    );
    return undefined;
  }
  if (where === "path" && context.transportParameters.includes(name)) return undefined;
  if (where === "path" && !path.includes(`{${name}}`)) {
    context.report("unclear_operation", at, `expected {${name}} in ${path}, received none; the parameter is left out`);
    return undefined;
  }
  if (where === "header" && IGNORED_HEADERS.has(name.toLowerCase())) {
    context.report(
      "unclear_operation",
      at,
      `expected no parameter for the header ${name}, which OpenAPI ignores; the headers of the transport set it`,
    );
    return undefined;
  }
  const content = contentOf(parameter);
  const given = content ? content.schema : parameter.schema;
  // All schemas of a normalised document are normalised.
  const schema = isJsonObject(given) ? (given as NormalisedSchema) : {};
  if (!isJsonObject(given))
    context.report(
      "unclear_operation",
      at,
      `expected parameter ${name} to have a schema, received none; it is unknown`,
    );
  const inner = resolveSchema(document, schema);
  const how = content ? contentStyle(content.mediaType, inner) : readStyle(place, parameter, name, where, at);
  const type = content ? place.scope.print(schema) : schemaType(place, schema, inner, where, name);
  return {
    name,
    in: where,
    isRequired: where === "path" || parameter.required === true,
    isDeprecated: parameter.deprecated === true,
    type: parameter.allowEmptyValue === true && where === "query" ? `${type} | ""` : type,
    how,
    description: textOf(parameter.description) ?? inner.description,
    schema: parameter.allowEmptyValue === true ? { anyOf: [schema, { const: "" }] } : schema,
  };
}

/** The type of a parameter; arrays are readonly. */
function schemaType(
  { scope, typesName }: OperationPlace,
  schema: NormalisedSchema,
  inner: NormalisedSchema,
  where: string,
  name: string,
): string {
  if (Object.keys(schema).length === 0) return "unknown";
  const group = `${typesName}["parameters"]["${where}"]`;
  const path = memberType(where === "path" ? group : `NonNullable<${group}>`, name);
  if (schema.$ref !== undefined || inner.type !== "array" || inner.prefixItems) return scope.typeOf(schema, path);
  const item = inner.items && componentOf(inner.items) !== undefined ? scope.typeOf(inner.items, "") : "";
  return `readonly ${item === "" ? `NonNullable<${path}>[number]` : item}[]`;
}

function contentOf(parameter: JsonObject): { readonly mediaType: string; readonly schema: unknown } | undefined {
  if (!isJsonObject(parameter.content)) return undefined;
  const [entry] = Object.entries(parameter.content);
  if (!entry || !isJsonObject(entry[1])) return undefined;
  return { mediaType: entry[0], schema: entry[1].schema };
}

/** The style of a parameter with `content`: text of other media types than JSON is not serialized. */
function contentStyle(mediaType: string, schema: NormalisedSchema): ParameterStyle {
  const isJson = /[/+]json$/.test(bareName(mediaType));
  return isJson || schema.type !== "string" ? { style: "json" } : {};
}

function readStyle(
  { context }: OperationPlace,
  parameter: JsonObject,
  name: string,
  where: ParameterPlace,
  at: string,
): ParameterStyle {
  const [usual = "", ...others] = STYLES[where];
  const style = parameter.style ?? usual;
  const isKnown = typeof style === "string" && STYLES[where].includes(style);
  if (!isKnown)
    context.report(
      "unclear_operation",
      at,
      `expected parameter ${name} of style ${[usual, ...others].join(", ")}, received ${String(style)}; it is sent as ${usual}`,
    );
  const styleName = isKnown ? style : usual;
  const explode = typeof parameter.explode === "boolean" ? parameter.explode : undefined;
  return {
    ...(styleName === usual ? {} : { style: styleName }),
    ...(explode === undefined || explode === isExploded(styleName) ? {} : { explode }),
    ...(parameter.allowReserved === true && where === "query" ? { allowReserved: true as const } : {}),
  };
}

/** The default of `explode` for a style; `deepObject` is always exploded. */
export function isExploded(style: string): boolean {
  return style === "form" || style === "deepObject";
}
