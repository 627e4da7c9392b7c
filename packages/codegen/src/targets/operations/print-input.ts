import { docComment } from "../doc-comment.ts";
import type { BodyChoice, OperationModel } from "./operation-model.ts";

interface Member {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly docs: readonly string[];
}

export function hasInput(model: OperationModel): boolean {
  return model.parameters.length > 0 || model.body !== undefined;
}

export function needsInput(model: OperationModel): boolean {
  return model.body?.isRequired === true || model.parameters.some((parameter) => parameter.isRequired);
}

/** Prints the input type of an operation: an interface, or a union of interfaces for several body types. */
export function printInput(model: OperationModel): string[] {
  if (!hasInput(model)) return [];
  const { id, inputName } = model;
  const doc = `What \`${id}\` takes`;
  const parameters = parameterMembers(model);
  const [first, ...rest] = model.body?.choices ?? [];
  if (model.body === undefined || first === undefined) return [printInterface(inputName, `${doc}.`, parameters)];
  const { isRequired } = model.body;
  if (rest.length === 0) return [printInterface(inputName, `${doc}.`, [...parameters, ...onlyBody(first, isRequired)])];
  const choices = [first, ...rest].map((choice, index) => {
    const members = [...parameters, ...bodyMembers(choice, index === 0 ? isRequired : true, index === 0)];
    const types = choice.contentTypes.join(" or ");
    const name = `${inputName}_${index + 1}`;
    return { name, text: printInterface(name, `${doc} with a body of ${types}.`, members) };
  });
  const union = choices.map(({ name }) => name).join(" | ");
  return [`${docComment(`${doc}.`)}export type ${inputName} = ${union};`, ...choices.map(({ text }) => text)];
}

function printInterface(name: string, doc: string, members: readonly Member[]): string {
  const lines = members.map(({ name: member, type, isRequired, docs }) => {
    const value = isRequired ? `: ${type}` : `?: ${type} | undefined`;
    return `${docComment(docs.join("\n"), "  ")}  readonly ${memberKey(member)}${value};\n`;
  });
  return `${docComment(doc)}export interface ${name} {\n${lines.join("")}}`;
}

function parameterMembers({ parameters }: OperationModel): Member[] {
  return parameters.map(({ member, name, in: place, type, isRequired, isDeprecated, description }) => ({
    name: member,
    type,
    isRequired,
    docs: [
      ...(description === undefined ? [] : [description]),
      ...(member === name ? [] : [`It is \`${name}\` in the ${place}.`]),
      ...(isDeprecated ? ["@deprecated"] : []),
    ],
  }));
}

function onlyBody(choice: BodyChoice, isRequired: boolean): Member[] {
  const members = bodyMembers(choice, isRequired, true);
  return choice.contentTypes.length === 1 && !choice.isRange ? members.slice(0, 1) : members;
}

/** The members for the body; `contentType` is required unless it has the default type. */
function bodyMembers(choice: BodyChoice, isRequired: boolean, isFirst: boolean): Member[] {
  const body = { name: "body", type: choice.type, isRequired, docs: ["The request body."] };
  const type = choice.contentTypes.map(mediaTypeText).join(" | ");
  const doc = "What the body is declared as";
  const isTold = isRequired && (!isFirst || choice.isRange);
  const end = isTold ? "." : `; \`${defaultType(choice)}\` when absent.`;
  return [body, { name: "contentType", type, isRequired: isTold, docs: [`${doc}${end}`] }];
}

/** The default media type of a body. */
export function defaultType({ contentTypes, isRange }: BodyChoice): string {
  const [first = ""] = contentTypes;
  if (!isRange) return first;
  return first.startsWith("text/") ? "text/plain" : "application/octet-stream";
}

/** The type of `contentType`: any string for a range. */
function mediaTypeText(type: string): string {
  if (!type.includes("*")) return JSON.stringify(type);
  return type.startsWith("*") ? "string" : `\`${type.slice(0, type.indexOf("*"))}\${string}\``;
}

export function memberKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
