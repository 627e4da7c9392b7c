import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { OPERATIONS_RUNTIME_DTS, OPERATIONS_RUNTIME_JS } from "./generated/runtime-text.gen.ts";
import type { OperationModel } from "./operation-model.ts";
import { printFunction } from "./print-function.ts";
import { printGroups } from "./print-groups.ts";
import { printInput } from "./print-input.ts";
import { printTable } from "./print-table.ts";
import { printValidators } from "./print-validators.ts";
import { readOperations, typesOfOperation } from "./read-operation.ts";
import { createTypeScope } from "./type-scope.ts";

/** The runtime is JavaScript with declarations, so that every module resolver finds it and no types are inferred. */
const RUNTIME = "operations-runtime.gen";

const RUNTIME_VALUES: readonly string[] = [
  "ApiError",
  "encodeBody",
  "fetchTransport",
  "readAnswer",
  "requestTarget",
  "ValidationError",
  "validatingTransport",
];

const RUNTIME_TYPES: readonly string[] = [
  "CallOptions",
  "EncodedBody",
  "FetchTransportOptions",
  "FieldStyle",
  "FormField",
  "FormFile",
  "OperationInfo",
  "OperationRequest",
  "OperationValidators",
  "RawBody",
  "ValidationIssue",
  "Validator",
  "Validators",
];

/**
 * A typed function for each operation that sends requests through a given transport, a table of the operations, and
 * together with the zod target the schemas for `validatingTransport`.
 */
export const operationsTarget: Target = {
  name: "operations",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const scope = createTypeScope(document, context.names);
    const models = readOperations(document, context, scope);
    // An operation whose types are components needs no alias.
    const aliases = models
      .filter((model) => typesOf(model).some((type) => type.includes(`${model.typesName}[`)))
      .map((model) => `type ${model.typesName} = ${typesOfOperation(model)};`);
    const statements = [
      printImports([...scope.used, ...(aliases.length > 0 ? ["paths"] : [])], models),
      printTransport(context.transportParameters),
      ...(aliases.length === 0 ? [] : [aliases.join("\n")]),
      ...models.flatMap((model) => [...printInput(model), printFunction(model)]),
      ...(readsGroups(document, context)
        ? printGroups(models, document, [...scope.used, ...context.names.values()])
        : []),
      ...printTable(models),
    ];
    return [
      { path: "operations.gen.ts", text: `${context.header}\n${statements.join("\n\n")}\n` },
      { path: `${RUNTIME}.js`, text: `${context.header}\n${OPERATIONS_RUNTIME_JS}` },
      { path: `${RUNTIME}.d.ts`, text: `${context.header}\n${OPERATIONS_RUNTIME_DTS}` },
      ...(context.targets.has("zod") ? printValidators(models, document, context) : []),
    ];
  },
};

/** Reads `x-starfix-operation-groups`: whether operations are also grouped by tag. */
function readsGroups({ root }: NormalisedDocument, context: TargetContext): boolean {
  const key = "x-starfix-operation-groups";
  const given = root[key];
  if (given === undefined || typeof given === "boolean") return given ?? false;
  context.report(
    "invalid_document",
    `/${key}`,
    `expected ${key} to be true or false, received ${JSON.stringify(given)}`,
  );
  return false;
}

/** The types in the signature of an operation. */
function typesOf({ parameters, body, answer }: OperationModel): string[] {
  return [...parameters.map(({ type }) => type), ...(body?.choices ?? []).map(({ type }) => type), answer.type];
}

function printImports(types: readonly string[], models: readonly OperationModel[]): string {
  const places = new Set(models.flatMap(({ parameters }) => parameters.map((parameter) => parameter.in)));
  const bodies = models.flatMap(({ body }) => body?.choices ?? []).map(({ type }) => type);
  const values = [
    ...(places.has("header") || places.has("cookie") ? ["toHeaders"] : []),
    ...(places.has("query") ? ["toQuery"] : []),
    ...(models.some(({ path }) => /\{[^{}]*\}/.test(path)) ? ["toSegment"] : []),
    ...(models.length > 0 ? ["type CallOptions"] : []),
    ...(bodies.some((type) => /\bFormFile\b/.test(type)) ? ["type FormFile"] : []),
    "type OperationInfo",
    ...(bodies.includes("RawBody") ? ["type RawBody"] : []),
    "type Transport as RuntimeTransport",
  ];
  const shared = [...RUNTIME_VALUES, ...RUNTIME_TYPES.map((name) => `type ${name}`)];
  return [
    ...(types.length === 0 ? [] : [`import type { ${[...types].sort().join(", ")} } from "./types.gen.js";`]),
    `import { ${values.join(", ")} } from "./${RUNTIME}.js";`,
    "",
    `export {\n  ${shared.join(",\n  ")},\n} from "./${RUNTIME}.js";`,
  ].join("\n");
}

/** The interface of transports, with the values of common path parameters. */
function printTransport(parameters: readonly string[]): string {
  const doc = "/** What carries requests. It rejects when the answer is not a success. */";
  if (parameters.length === 0) return `${doc}\nexport type Transport = RuntimeTransport;`;
  const members = parameters.map(
    (name) => `${docComment(`The value of \`{${name}}\` in every path.`, "  ")}  readonly ${name}: string;\n`,
  );
  return `${doc}\nexport interface Transport extends RuntimeTransport {\n${members.join("")}}`;
}
