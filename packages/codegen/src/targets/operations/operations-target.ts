import {
  type FunctionDeclarationStructure,
  type InterfaceDeclarationStructure,
  type StatementStructures,
  StructureKind,
} from "ts-morph";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { RESERVED } from "../names.ts";
import { constantText, docText, printSourceFile } from "../source-file.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { sharedFunctions, transportInterface } from "./operations-runtime.ts";
import type { OperationBody } from "./read-body.ts";
import { type OperationModel, type OperationParameter, readOperations } from "./read-operation.ts";

const OWN_NAMES: ReadonlySet<string> = new Set(["operations", "toQuery", "toSegment"]);

/** A typed function for each operation, over a transport that the caller brings, and a table of the operations. */
export const operationsTarget: Target = {
  name: "operations",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const models = readOperations(document, context);
    const text = models
      .flatMap((model) => [model.body?.type, model.answer?.type, ...model.parameters.map(({ type }) => type)])
      .join(" ");
    const used = [...context.names.values()].filter((name) =>
      new RegExp(`(?<!["\\w$])${name.replaceAll("$", "\\$")}(?!["\\w$])`).test(text),
    );
    const taken = new Set(used);
    for (const { id, method, path } of models) {
      for (const name of [id, inputName(id)]) {
        if (!taken.has(name) && !OWN_NAMES.has(name) && !RESERVED.has(name)) continue;
        context.report(
          "name_collision",
          `/paths`,
          `expected an operationId that is free as a name, ${method} ${path} becomes ${name}; rename it with an overlay`,
        );
      }
    }
    const statements: (StatementStructures | string)[] = [
      {
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: "./types.gen.ts",
        isTypeOnly: true,
        namedImports: used.sort(),
      },
      ...transportInterface(context.transportParameters),
      ...models.flatMap((model) => [...emitInput(model), emitFunction(model, context)]),
      ...emitTable(models),
      ...sharedFunctions(models),
    ];
    return [
      {
        path: "operations.gen.ts",
        text: printSourceFile(context.header, used.length === 0 ? statements.slice(1) : statements),
      },
    ];
  },
};

function inputName(id: string): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Input`;
}

function hasInput(model: OperationModel): boolean {
  return model.parameters.length > 0 || model.body !== undefined;
}

function needsInput(model: OperationModel): boolean {
  return model.body?.isRequired === true || model.parameters.some((parameter) => parameter.isRequired);
}

function emitInput(model: OperationModel): InterfaceDeclarationStructure[] {
  if (!hasInput(model)) return [];
  const members = model.parameters.map(({ name, type, isRequired, description }) => ({
    name,
    type,
    isRequired,
    description,
  }));
  if (model.body)
    members.push({
      name: "body",
      type: model.body.type,
      isRequired: model.body.isRequired,
      description: "The request body.",
    });
  if (model.body && model.body.contentTypes.length > 1)
    members.push({
      name: "contentType",
      type: model.body.contentTypes.map((type) => JSON.stringify(type)).join(" | "),
      isRequired: false,
      description: `What the body is declared as; \`${model.body.contentTypes[0]}\` when absent.`,
    });
  return [
    {
      kind: StructureKind.Interface,
      name: inputName(model.id),
      isExported: true,
      docs: [`What \`${model.id}\` takes.`],
      properties: members.map(({ name, type, isRequired, description }) => ({
        name: memberName(name),
        type: isRequired ? type : `${type} | undefined`,
        isReadonly: true,
        hasQuestionToken: !isRequired,
        ...(description === undefined ? {} : { docs: [docText(description)] }),
      })),
    },
  ];
}

function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function access(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `input.${name}` : `input[${JSON.stringify(name)}]`;
}

function emitFunction(model: OperationModel, context: TargetContext): FunctionDeclarationStructure {
  const { id, method, path, body, answer } = model;
  const type = answer?.type ?? "void";
  const query = model.parameters.filter((parameter) => parameter.in === "query");
  const request = [
    `operation: ${JSON.stringify(id)}`,
    `method: ${JSON.stringify(method)}`,
    `path: ${emitPath(path, context)}`,
    ...(query.length === 0 ? [] : [`query: toQuery({ ${query.map(queryMember).join(", ")} })`]),
    ...(body
      ? [body.isRequired ? "body: input.body" : "...(input.body === undefined ? {} : { body: input.body })"]
      : []),
    ...(body ? emitEncoding(body) : []),
  ];
  const text = [model.summary && `${model.summary.replace(/\.$/, "")}.`, model.description, `\`${method} ${path}\``];
  return {
    kind: StructureKind.Function,
    name: id,
    isExported: true,
    docs: [docText(text.filter((line) => line).join("\n"))],
    parameters: [
      { name: "transport", type: "Transport" },
      ...(hasInput(model)
        ? [{ name: "input", type: inputName(id), ...(needsInput(model) ? {} : { initializer: "{}" }) }]
        : []),
    ],
    returnType: `Promise<${type}>`,
    statements: [`return transport.send<${type}>({\n  ${request.join(",\n  ")},\n});`],
  };
}

/** JSON as `application/json` goes without saying, and a form is declared by whoever writes it. */
function emitEncoding({ encoding, contentTypes }: OperationBody): string[] {
  const [first] = contentTypes;
  const type = JSON.stringify(first);
  if (encoding === "form") return ['encoding: "form"'];
  if (encoding === "bytes")
    return ['encoding: "bytes"', `contentType: ${contentTypes.length > 1 ? `input.contentType ?? ${type}` : type}`];
  return first === "application/json" ? [] : [`contentType: ${type}`];
}

function queryMember({ name }: OperationParameter): string {
  return `${memberName(name)}: ${access(name)}`;
}

function emitPath(path: string, context: TargetContext): string {
  const text = path
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (!part.startsWith("{"))
        return JSON.stringify(part).slice(1, -1).replaceAll("`", "\\`").replaceAll("$", "\\$").replaceAll('\\"', '"');
      const name = part.slice(1, -1);
      const value = context.transportParameters.includes(name) ? `transport.${name}` : access(name);
      return `\${toSegment(${JSON.stringify(name)}, ${value})}`;
    })
    .join("");
  return `\`${text}\``;
}

function emitTable(models: readonly OperationModel[]): (StatementStructures | string)[] {
  return [
    {
      kind: StructureKind.TypeAlias,
      name: "OperationId",
      isExported: true,
      type: models.length === 0 ? "never" : models.map(({ id }) => JSON.stringify(id)).join(" | "),
      docs: ["The ids of all operations."],
    },
    constantText({
      name: "operations",
      type: "Readonly<Record<OperationId, OperationInfo>>",
      doc: "Every operation of the contract, by its id.",
      value: `{\n${models.map((model) => `  ${model.id}: ${emitInfo(model)},\n`).join("")}}`,
    }),
  ];
}

function emitInfo({ id, method, path, tag, status, otherStatuses, isSecured, body, answer }: OperationModel): string {
  const info = {
    id,
    method,
    path,
    tag,
    status,
    otherStatuses: otherStatuses.length === 0 ? undefined : otherStatuses,
    secured: isSecured,
    request: body?.component,
    response: answer?.component,
  };
  const members = Object.entries(info).filter(([, value]) => value !== undefined);
  return `{ ${members.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", ")} }`;
}
