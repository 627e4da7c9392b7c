import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import type { TargetContext } from "../target.ts";
import { follow } from "./follow.ts";
import { createNamer, type OperationNames } from "./name-operations.ts";
import type { OperationModel } from "./operation-model.ts";
import { type OperationPlace, textOf } from "./operation-place.ts";
import { readAnswers } from "./read-answer.ts";
import { readBody } from "./read-body.ts";
import { readParameters } from "./read-parameters.ts";
import { memberType, type TypeScope } from "./type-scope.ts";

/** The methods, in the order of the output. */
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Reads the operations of a document. Features that a function cannot express are reported as warnings. */
export function readOperations(
  document: NormalisedDocument,
  context: TargetContext,
  scope: TypeScope,
): OperationModel[] {
  const paths = isJsonObject(document.root.paths) ? document.root.paths : {};
  const nameOf = createNamer(context);
  return Object.entries(paths).flatMap(([path, given]) => {
    const item = path.startsWith("/") ? follow(document, given) : undefined;
    if (!item) return [];
    return METHODS.flatMap((method) => {
      const operation = item[method];
      if (!isJsonObject(operation)) return [];
      const pointer = joinPointer("/paths", path, method);
      const names = nameOf(operation, { method, path, pointer });
      const place = { document, context, scope, path, method, item, operation, pointer, typesName: names.typesName };
      return [readOperation(place, names)];
    });
  });
}

function readOperation(place: OperationPlace, names: OperationNames): OperationModel {
  const { document, path, method, item, operation, pointer } = place;
  const body = readBody(place);
  const taken = new Set(body ? ["body"] : []);
  if (body && (body.choices.length > 1 || body.choices[0].contentTypes.length > 1 || body.choices[0].isRange))
    taken.add("contentType");
  const tag = Array.isArray(operation.tags) ? operation.tags[0] : undefined;
  return {
    ...names,
    method: method.toUpperCase(),
    path,
    pointer,
    tag: typeof tag === "string" ? tag : undefined,
    summary: textOf(operation.summary) ?? textOf(item.summary),
    description: textOf(operation.description) ?? textOf(item.description),
    isDeprecated: operation.deprecated === true,
    isSecured: isSecured(document, operation),
    server: readServer(place),
    parameters: readParameters(place, taken),
    body,
    ...readAnswers(place),
  };
}

function isSecured(document: NormalisedDocument, operation: JsonObject): boolean {
  const security = operation.security ?? document.root.security;
  return (
    Array.isArray(security) &&
    security.length > 0 &&
    security.every((entry) => isJsonObject(entry) && Object.keys(entry).length > 0)
  );
}

/** The server of an operation or its path, since the transport knows only that of the document. */
function readServer({ context, item, operation, pointer }: OperationPlace): string | undefined {
  const servers = operation.servers ?? item.servers;
  const [server] = Array.isArray(servers) ? servers : [];
  const url = isJsonObject(server) ? textOf(server.url) : undefined;
  if (url !== undefined)
    context.report(
      "unclear_operation",
      pointer,
      `expected the server of the document, received ${url}; give the operation a transport for that server`,
    );
  return url;
}

/** The type of an operation in `types.gen.d.ts`. */
export function typesOfOperation({ path, method }: OperationModel): string {
  return memberType("paths", path, method.toLowerCase());
}
