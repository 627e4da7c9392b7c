import { docComment } from "../doc-comment.ts";
import { isWritten } from "./media-types.ts";
import type { BodyChoice, OperationBody, OperationModel, OperationParameter } from "./operation-model.ts";
import { defaultType, hasInput, memberKey, needsInput } from "./print-input.ts";

/** Prints the function of an operation, which creates a request from its input and calls the transport. */
export function printFunction(model: OperationModel): string {
  const { id, method, body, answer, inputName } = model;
  const { type } = answer;
  const query = model.parameters.filter((parameter) => parameter.in === "query");
  const request = [
    `operation: ${JSON.stringify(id)}`,
    `method: ${JSON.stringify(method)}`,
    `path: ${printPath(model)}`,
    ...(query.length === 0 ? [] : [`query: toQuery([${query.map(printField).join(", ")}])`]),
    ...printHeaders(model),
    ...(body ? printBody(body) : []),
    ...(answer.accept === undefined ? [] : [`accept: ${JSON.stringify(answer.accept)}`]),
    ...(answer.kind === undefined ? [] : [`answer: ${JSON.stringify(answer.kind)}`]),
    ...(model.parameters.length === 0 ? [] : ["input"]),
    "options",
  ];
  const input = hasInput(model) ? `, input: ${inputName}${needsInput(model) ? "" : " = {}"}` : "";
  return [
    `${docComment(describeOperation(model))}export function ${id}(transport: Transport${input}, options?: CallOptions): Promise<${type}> {`,
    `  return transport.send<${type}>({`,
    ...request.map((member) => `    ${member},`),
    "  });",
    "}",
  ].join("\n");
}

/** The text of the comment of an operation. */
export function describeOperation({ summary, description, method, path, isDeprecated }: OperationModel): string {
  const lines = [summary && `${summary.replace(/\.\s*$/, "")}.`, description, `\`${method} ${path}\``];
  if (isDeprecated) lines.push("@deprecated");
  return lines.filter((line) => line).join("\n");
}

function access(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `input.${name}` : `input[${JSON.stringify(name)}]`;
}

/** `["color", input.color, { style: "pipeDelimited" }]` */
function printField({ name, member, how }: OperationParameter): string {
  const style = Object.keys(how).length === 0 ? "" : `, ${printObject(how)}`;
  return `[${JSON.stringify(name)}, ${access(member)}${style}]`;
}

function printObject(value: object): string {
  const members = Object.entries(value).map(([key, member]) => {
    const text = typeof member === "object" && member !== null ? printObject(member) : JSON.stringify(member);
    // In a literal, this key would set the prototype.
    return `${key === "__proto__" ? '["__proto__"]' : memberKey(key)}: ${text}`;
  });
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function printHeaders({ parameters }: OperationModel): string[] {
  const headers = parameters.filter((parameter) => parameter.in === "header").map(printField);
  const cookies = parameters.filter((parameter) => parameter.in === "cookie").map(printField);
  if (headers.length + cookies.length === 0) return [];
  const rest = cookies.length === 0 ? "" : `, [${cookies.join(", ")}]`;
  return [`headers: toHeaders([${headers.join(", ")}]${rest})`];
}

/** Prints the body; `application/json` is the default and is left out. */
function printBody({ choices }: OperationBody): string[] {
  const [first] = choices;
  const isChosen = choices.length > 1 || first.contentTypes.length > 1 || first.isRange;
  const usual = defaultType(first);
  const contentType = isChosen ? `input.contentType ?? ${JSON.stringify(usual)}` : JSON.stringify(usual);
  return [
    "body: input.body",
    ...printEncoding(choices, contentType),
    ...(contentType === '"application/json"' ? [] : [`contentType: ${contentType}`]),
    ...printFields(choices, contentType),
  ];
}

/** Marks bodies that are sent as bytes although their media type would be serialized. */
function printEncoding(choices: readonly BodyChoice[], contentType: string): string[] {
  const bytes = choices.filter(({ isBytes }) => isBytes).flatMap(({ contentTypes }) => contentTypes);
  if (!bytes.some(isWritten)) return [];
  if (choices.every(({ isBytes }) => isBytes)) return ['encoding: "bytes"'];
  return [`encoding: ${JSON.stringify(bytes.filter(isWritten))}.includes(${contentType}) ? "bytes" : undefined`];
}

/** Prints the fields of a form. At most two media types are forms, and one of them is sent. */
function printFields(choices: readonly BodyChoice[], contentType: string): string[] {
  const forms = choices.filter(({ fields }) => Object.keys(fields).length > 0);
  const [only] = forms;
  if (!only) return [];
  if (choices.length === 1) return [`fields: ${printObject(only.fields)}`];
  const table = forms.flatMap(({ contentTypes, fields }) =>
    contentTypes.map((type) => `(${contentType}) === ${JSON.stringify(type)} ? ${printObject(fields)} : `),
  );
  return [`fields: ${table.join("")}{}`];
}

function printPath({ path, parameters }: OperationModel): string {
  const text = path
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (!/^\{[^{}]*\}$/.test(part)) return templateText(part);
      const name = part.slice(1, -1);
      const parameter = parameters.find((each) => each.in === "path" && each.name === name);
      const value = parameter ? access(parameter.member) : `transport.${name}`;
      const how = parameter && Object.keys(parameter.how).length > 0 ? `, ${printObject(parameter.how)}` : "";
      return `\${toSegment(${JSON.stringify(name)}, ${value}${how})}`;
    })
    .join("");
  return `\`${text}\``;
}

/** Prints the constant part of a path, with characters escaped that a URL may not contain. */
function templateText(part: string): string {
  const encoded = part.replace(/[^\w.~:/?@!$&'()*+,;=%-]+/g, (text) =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD")),
  );
  return encoded.replaceAll("`", "\\`").replaceAll("$", "\\$");
}
