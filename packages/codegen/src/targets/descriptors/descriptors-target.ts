import { describeValue, isJsonObject, type JsonValue } from "../../load/json.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { block, quote, scalarText } from "../zod/js-literal.ts";
import { RESOURCES, readResource } from "./read-resource.ts";
import type { MemberModel, ResourceModel } from "./resource-model.ts";

/**
 * Plain data about the members of each resource in `x-starfix-resources`: what a program needs to know to order, store,
 * answer, compare and change one without naming its members.
 */
export const descriptorsTarget: Target = {
  name: "descriptors",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const given = document.root[RESOURCES];
    if (given === undefined) return [];
    if (!isJsonObject(given)) {
      context.report(
        "invalid_resource",
        `/${RESOURCES}`,
        `expected resources by name, received ${describeValue(given)}`,
      );
      return [];
    }
    const models = Object.entries(given).flatMap(([name, entry]) => readResource(document, name, entry, context) ?? []);
    const text = [context.header, TYPES, ...models.map(printResource)].join("\n");
    return [{ path: "descriptors.gen.ts", text }];
  },
};

const TYPES = `/** One member of a resource. */
export interface MemberDescriptor {
  readonly name: string;
  /** Only the service sets it. */
  readonly readOnly?: true;
  /** Requests may have it, responses never show it. */
  readonly secret?: true;
  /** JSON pointers of the parts of its value that responses never show. */
  readonly secretParts?: readonly string[];
  /** An update may give it another value. */
  readonly changeable?: true;
  /** The value that means the same as absence: an update clears the member with it. Without it, the member cannot be cleared. */
  readonly default?: unknown;
}

/** The members of one kind of a resource in the order in which they are written; those that only responses have are last. */
export interface ResourceDescriptor {
  readonly members: readonly MemberDescriptor[];
}
`;

function printResource({ name, kinds }: ResourceModel): string {
  const only = kinds.get(undefined);
  if (only !== undefined)
    return `${docComment(`The members of the resource ${name}.`)}export const ${name}Descriptor: ResourceDescriptor = ${printMembers(only, "")};\n`;
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}Kind`;
  const names = [...kinds.keys()].map((kind) => quote(kind ?? ""));
  const entries = [...kinds].map(([kind, members]) => `${quote(kind ?? "")}: ${printMembers(members, "  ")}`);
  return [
    `${docComment(`The kinds of the resource ${name}.`)}export type ${typeName} = ${names.join(" | ")};\n`,
    `${docComment(`The members of the resource ${name}, by its kind.`)}export const ${name}Descriptors: Readonly<Record<${typeName}, ResourceDescriptor>> = ${block("{", entries, "}", "")};\n`,
  ].join("\n");
}

function printMembers(members: readonly MemberModel[], indent: string): string {
  const lines = members.map((member) => printValue({ ...member }));
  return `{\n${indent}  members: ${block("[", lines, "]", `${indent}  `)},\n${indent}}`;
}

function printValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  if (!isJsonObject(value)) return scalarText(value as Exclude<JsonValue, object>);
  const members = Object.entries(value).map(([key, member]) => `${printKey(key)}: ${printValue(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** A literal with the key `__proto__` would set the prototype. */
function printKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}
