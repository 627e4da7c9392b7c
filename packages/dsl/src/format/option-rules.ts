import type { ParseSchemaProvider } from "@starfix/schema";
import type { ConfluentSchemaRegistryConnectionNode } from "../connection/connection-node.ts";
import { refuse } from "../definition-error.ts";

/** Checks an option and gives it as the contract has it. Registries that it names are added to the list. */
export type OptionRule = (name: string, value: unknown, registries: ConfluentSchemaRegistryConnectionNode[]) => unknown;

export const isTrueOrFalse: OptionRule = (name, value) =>
  typeof value === "boolean" ? value : refuse(name, "true or false", value);

export const wholeNumber: OptionRule = (name, value) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 2_147_483_647
    ? value
    : refuse(name, "a whole number from 0", value);

export function text(example: string, oneOf?: readonly string[]): OptionRule {
  return (name, value) => {
    if (oneOf !== undefined) {
      return oneOf.includes(value as string) ? value : refuse(name, `one of ${oneOf.join(", ")}`, value);
    }
    return typeof value === "string" && value !== "" ? value : refuse(name, `text such as ${example}`, value);
  };
}

export function texts(example: string): OptionRule {
  return (name, value) => {
    const right =
      Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string" && one !== "");
    if (!right) refuse(name, `a list of texts such as ["${example}"]`, value);
    return Object.freeze([...value]);
  };
}

export function record(what: string): OptionRule {
  return (name, value) => (isRecord(value) ? value : refuse(name, `${what}, as an object`, value));
}

/** A registry, or a schema in the definition itself: `schema` of Avro, `descriptor` of Protobuf. */
export function schemaProvider(inline: "schema" | "descriptor"): OptionRule {
  const shape = inline === "schema" ? "{ schema: {…} }" : '{ descriptor: "…" }';
  const expected = `a connection such as confluentSchemaRegistryConnection("registry")…, or ${shape}`;
  return (name, value, registries): ParseSchemaProvider => {
    if (!isRecord(value)) return refuse(name, expected, value);
    if (typeof value.toNode === "function") {
      const node = (value as { toNode(): ConfluentSchemaRegistryConnectionNode }).toNode();
      if (node.kind !== "connection" || node.request.type !== "confluent_schema_registry") {
        return refuse(name, expected, node.kind === "connection" ? node.request.type : node.kind);
      }
      registries.push(node);
      return Object.freeze({ type: "connection", connectionName: node.name });
    }
    const { protoMessageType, ...others } = value;
    const given = others[inline];
    if (Object.keys(others).length !== 1 || given === undefined) return refuse(name, expected, value);
    if (inline === "schema") {
      if (protoMessageType !== undefined || !isRecord(given)) return refuse(name, expected, value);
      return Object.freeze({ type: "inline-avro", schema: given });
    }
    if (typeof given !== "string" || !/^[A-Za-z0-9+/]+={0,2}$/.test(given)) {
      return refuse(name, `${expected} with a descriptor set in Base64`, value);
    }
    if (protoMessageType === undefined) return Object.freeze({ type: "inline-protobuf", descriptor: given });
    if (typeof protoMessageType !== "string" || protoMessageType === "") {
      return refuse(`${name}.protoMessageType`, "the full name of a message such as zoo.Koala", protoMessageType);
    }
    return Object.freeze({ type: "inline-protobuf", descriptor: given, protoMessageType });
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
