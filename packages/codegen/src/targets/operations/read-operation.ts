import { isJsonObject, type JsonObject, type JsonValue } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import {
  componentOfRef,
  type NormalisedDocument,
  type NormalisedSchema,
  resolveSchema,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { toIdentifier } from "../names.ts";
import type { TargetContext } from "../target.ts";
import { follow } from "./follow.ts";
import { isJsonType, type OperationBody, readBody } from "./read-body.ts";
import { emitTypeText } from "./type-text.ts";

/** One value that a caller gives. */
export interface OperationParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly isRequired: boolean;
  readonly isList: boolean;
  readonly isText: boolean;
  readonly type: string;
  readonly description: string | undefined;
}

/** An answer: its type, and the component that it is, if it is one. */
interface OperationContent {
  readonly type: string;
  readonly component: string | undefined;
}

export interface OperationModel {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly isSecured: boolean;
  readonly parameters: readonly OperationParameter[];
  readonly body: OperationBody | undefined;
  readonly status: number;
  readonly otherStatuses: readonly number[];
  readonly answer: OperationContent | undefined;
}

/** In this order, whatever the order in the document. */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Reads the operations of a document; what a function cannot express is reported. */
export function readOperations(document: NormalisedDocument, context: TargetContext): OperationModel[] {
  const paths = isJsonObject(document.root.paths) ? document.root.paths : {};
  const owners = new Map<string, string>();
  return Object.entries(paths).flatMap(([path, given]) => {
    const item = follow(document, given);
    if (!item || path.startsWith("x-")) return [];
    return METHODS.flatMap((method) => {
      const operation = item[method];
      if (!isJsonObject(operation)) return [];
      const pointer = joinPointer("/paths", path, method);
      const model = readOperation({ document, context, path, method, item, operation, pointer });
      if (!model) return [];
      const owner = owners.get(model.id);
      if (owner !== undefined) {
        context.report(
          "name_collision",
          joinPointer(pointer, "operationId"),
          `expected operation ids that stay apart as identifiers, ${owner} has ${model.id}, too`,
        );
      }
      owners.set(model.id, `${model.method} ${model.path}`);
      return [model];
    });
  });
}

interface Place {
  readonly document: NormalisedDocument;
  readonly context: TargetContext;
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly operation: JsonObject;
  readonly pointer: string;
}

function readOperation(place: Place): OperationModel | undefined {
  const { document, context, path, method, item, operation, pointer } = place;
  if (typeof operation.operationId !== "string") {
    context.report(
      "unsupported_operation",
      pointer,
      "expected an operationId, which names the function, received none; add one with an overlay",
    );
    return undefined;
  }
  const requestBody = follow(document, operation.requestBody ?? null);
  const body = requestBody && readBody(document, requestBody, joinPointer(pointer, "requestBody"), context);
  const parameters = readParameters(place, body);
  for (const name of path.matchAll(/\{([^}]*)\}/g)) {
    const isKnown = parameters.some((parameter) => parameter.in === "path" && parameter.name === name[1]);
    if (!isKnown && !context.transportParameters.includes(name[1] ?? "")) {
      context.report(
        "unsupported_operation",
        pointer,
        `expected a path parameter for ${name[0]} of ${path}, received none`,
      );
    }
  }
  const successes = successesOf(operation);
  const [status] = successes[0] ?? [];
  if (status === undefined) {
    context.report(
      "unsupported_operation",
      joinPointer(pointer, "responses"),
      "expected an answer with a status of 2xx, received none",
    );
    return undefined;
  }
  const answers = successes.map(([each, response]) =>
    readAnswer(place, follow(document, response) ?? {}, joinPointer(pointer, "responses", each)),
  );
  const tag = Array.isArray(operation.tags) ? operation.tags[0] : undefined;
  const security = operation.security ?? document.root.security;
  return {
    id: toIdentifier(operation.operationId),
    method: method.toUpperCase(),
    path,
    tag: typeof tag === "string" ? tag : undefined,
    summary: textOf(operation.summary) ?? textOf(item.summary),
    description: textOf(operation.description) ?? textOf(item.description),
    isSecured:
      Array.isArray(security) &&
      security.length > 0 &&
      security.every((entry) => isJsonObject(entry) && Object.keys(entry).length > 0),
    parameters,
    body,
    status: Number(status),
    otherStatuses: successes.slice(1).map(([each]) => Number(each)),
    answer: eitherOf(answers),
  };
}

function readParameters(
  { document, context, item, operation, pointer }: Place,
  body: OperationBody | undefined,
): OperationParameter[] {
  const found = new Map<string, OperationParameter>();
  for (const list of [item.parameters, operation.parameters]) {
    for (const given of Array.isArray(list) ? list : []) {
      const parameter = follow(document, given);
      if (!parameter || typeof parameter.name !== "string") continue;
      const { name } = parameter;
      const place = textOf(parameter.in) ?? "";
      if (place === "path" && context.transportParameters.includes(name)) continue;
      const at = joinPointer(pointer, "parameters", name);
      // The schemas of a normalised document are normalised.
      const schema = isJsonObject(parameter.schema) ? (parameter.schema as NormalisedSchema) : undefined;
      const problem = problemOf(document, parameter, schema, place);
      if (problem !== undefined || !schema) {
        context.report(
          "unsupported_operation",
          at,
          problem ?? `expected parameter ${name} to have a schema, received none`,
        );
        continue;
      }
      const inner = resolveSchema(document, schema);
      const item = inner.items ? resolveSchema(document, inner.items) : inner;
      found.set(`${place} ${name}`, {
        name,
        in: place === "path" ? "path" : "query",
        isRequired: place === "path" || parameter.required === true,
        isList: inner.type === "array",
        isText: typesOf(item).every((type) => type === "string") && typesOf(item).length > 0,
        type: emitTypeText(schema, context.names),
        description: textOf(parameter.description) ?? inner.description,
      });
    }
  }
  const names = new Set(operation.requestBody === undefined ? [] : ["body"]);
  if (body && body.contentTypes.length > 1) names.add("contentType");
  for (const { name } of found.values()) {
    if (names.has(name))
      context.report(
        "name_collision",
        pointer,
        `expected parameters, a body and a contentType that differ by name, ${name} comes twice`,
      );
    names.add(name);
  }
  return [...found.values()];
}

/** Styles that are not the default ones would be sent wrongly, so they are refused. */
function problemOf(
  document: NormalisedDocument,
  parameter: JsonObject,
  schema: NormalisedSchema | undefined,
  place: string,
): string | undefined {
  const name = String(parameter.name);
  if (place !== "path" && place !== "query") return `expected parameter ${name} in path or query, received ${place}`;
  const style = place === "path" ? "simple" : "form";
  if (parameter.style !== undefined && parameter.style !== style)
    return `expected parameter ${name} of style ${style}, received ${String(parameter.style)}`;
  if (place === "query" && parameter.explode === false)
    return `expected parameter ${name} to be repeated (explode: true), received explode: false`;
  if (parameter.allowReserved === true) return `expected parameter ${name} without allowReserved`;
  const inner = schema && resolveSchema(document, schema);
  const item =
    inner?.type === "array" && place === "query" ? inner.items && resolveSchema(document, inner.items) : inner;
  const isScalar =
    item !== undefined &&
    (item.enum !== undefined || item.const !== undefined || typesOf(item).length > 0) &&
    typesOf(item).every((type) => type !== "object" && type !== "array" && type !== "null");
  return isScalar
    ? undefined
    : `expected parameter ${name} to be a string, number, boolean${place === "query" ? " or a list of them" : ""}`;
}

function readAnswer({ context }: Place, holder: JsonObject, pointer: string): OperationContent | undefined {
  if (!isJsonObject(holder.content) || Object.keys(holder.content).length === 0) return undefined;
  const media = Object.entries(holder.content).find(([type]) => isJsonType(type))?.[1];
  if (!isJsonObject(media)) {
    const types = Object.keys(holder.content).join(", ");
    context.report(
      "unsupported_operation",
      joinPointer(pointer, "content"),
      `expected application/json, received ${types}`,
    );
    return undefined;
  }
  if (!isJsonObject(media.schema)) return { type: "unknown", component: undefined };
  // The schemas of a normalised document are normalised.
  const schema = media.schema as NormalisedSchema;
  const component = schema.$ref === undefined ? undefined : componentOfRef(schema.$ref);
  return { type: emitTypeText(schema, context.names), component };
}

/** What any of several successes answers. */
function eitherOf(answers: readonly (OperationContent | undefined)[]): OperationContent | undefined {
  const types = [...new Set(answers.map((answer) => answer?.type ?? "void"))];
  const [first] = answers;
  if (types.length === 1) return first;
  return { type: types.join(" | "), component: undefined };
}

function successesOf(operation: JsonObject): [string, JsonValue][] {
  const responses = isJsonObject(operation.responses) ? operation.responses : {};
  return Object.entries(responses).filter(([status]) => /^2\d\d$/.test(status));
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
