import { type InterfaceDeclarationStructure, StructureKind } from "ts-morph";
import type { OperationModel } from "./read-operation.ts";

/** The interfaces between the functions and whatever carries a request. */
export function transportInterface(parameters: readonly string[]): InterfaceDeclarationStructure[] {
  const property = (name: string, type: string, doc: string, hasQuestionToken = false) => ({
    name,
    type,
    hasQuestionToken,
    isReadonly: true,
    docs: [doc],
  });
  return [
    {
      kind: StructureKind.Interface,
      name: "OperationRequest",
      isExported: true,
      docs: ["One request, before anything about hosts, keys or encodings is known."],
      properties: [
        property("operation", "string", "The id of the operation."),
        property("method", "string", "The HTTP method, in capitals."),
        property("path", "string", "The path, with its values filled in and percent-encoded."),
        property(
          "query",
          "readonly (readonly [string, string])[]",
          "Query parameters, not encoded; a list is repeated.",
          true,
        ),
        property("body", "unknown", "What to send; absent when the operation takes no body.", true),
        property(
          "encoding",
          '"bytes" | "form"',
          "How the body is written: as it is, or as `multipart/form-data`. Absent, as JSON.",
          true,
        ),
        property("contentType", "string", "What the body is declared as, where that is not `application/json`.", true),
      ],
    },
    {
      kind: StructureKind.Interface,
      name: "Transport",
      isExported: true,
      docs: ["What carries requests. It rejects when the answer is not a success."],
      properties: parameters.map((name) => property(name, "string", `The value of \`{${name}}\` in every path.`)),
      methods: [
        {
          name: "send",
          typeParameters: ["TAnswer"],
          parameters: [{ name: "request", type: "OperationRequest" }],
          returnType: "Promise<TAnswer>",
          docs: ["Sends a request and resolves to the parsed body of the answer, or to undefined when it has none."],
        },
      ],
    },
    {
      kind: StructureKind.Interface,
      name: "OperationInfo",
      isExported: true,
      docs: ["An operation as data."],
      properties: [
        property("id", "string", "The id of the operation."),
        property("method", "string", "The HTTP method, in capitals."),
        property("path", "string", "The path, with its parameters in braces."),
        property("tag", "string", "The first tag.", true),
        property("status", "number", "The status of a success; the lowest where there are several."),
        property("otherStatuses", "readonly number[]", "The other statuses of a success.", true),
        property("secured", "boolean", "Whether a caller must show who they are."),
        property("request", "string", "The component that the request body is.", true),
        property("response", "string", "The component that the body of a success is.", true),
      ],
    },
  ];
}

/** Functions that the operations share, each only where one calls it. */
export function sharedFunctions(models: readonly OperationModel[]): string[] {
  const hasPath = models.some(({ path }) => path.includes("{"));
  const hasQuery = models.some(({ parameters }) => parameters.some((parameter) => parameter.in === "query"));
  return [...(hasPath ? [SEGMENT] : []), ...(hasQuery ? [QUERY] : [])];
}

const SEGMENT = `/** Encodes one segment of a path. URL parsers resolve dots even when they are encoded, so those cannot be sent. */
function toSegment(name: string, value: string | number | boolean): string {
  const text = String(value);
  if (text === "" || text === "." || text === "..") {
    throw new TypeError(\`invalid \${name}: expected a text that can stand in a path, received \${JSON.stringify(text)}\`);
  }
  return encodeURIComponent(text);
}
`;

const QUERY = `type QueryValue = string | number | boolean | readonly (string | number | boolean)[] | undefined;

function toQuery(values: Readonly<Record<string, QueryValue>>): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value !== "object") pairs.push([name, String(value)]);
    else for (const each of value) pairs.push([name, String(each)]);
  }
  return pairs;
}
`;
