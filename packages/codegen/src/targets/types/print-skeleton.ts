import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { getAtPointer } from "../../load/json-pointer.ts";
import type { SchemaPlaceholder, Skeleton } from "./document-view.ts";
import { loadOpenApiPrinter } from "./openapi-printer.ts";
import { printerContext } from "./printer-context.ts";
import { factory, type MemberNode, memberNode, printMembers, type TextNode, textNode } from "./text-nodes.ts";

/** Prints `paths`, `webhooks`, `components` and `operations` with openapi-typescript; schemas are printed by name. */
export function printSkeleton(skeleton: Skeleton, names: ReadonlyMap<string, string>): string {
  const print = loadOpenApiPrinter();
  const found = new Map<string, JsonObject>();
  const ctx = printerContext({
    typeOf(schema) {
      const text = (schema as Partial<SchemaPlaceholder>).typeText;
      return text === undefined ? undefined : textNode(text);
    },
    // The printer resolves each parameter four times, and checks whether a body is required.
    resolve(ref) {
      const known = found.get(ref) ?? componentAt(skeleton, ref);
      found.set(ref, known);
      return known;
    },
  });
  // Only disabled options use the path.
  const options = { path: "#", ctx };
  const membersOf = (parts: JsonObject, printPart: (part: JsonObject) => TextNode): MemberNode[] =>
    // All members of a skeleton are objects.
    Object.entries(parts).map(([name, part]) => memberNode(name, printPart(part as JsonObject)));

  const { paths, webhooks, components, operations } = skeleton;
  const printPath = (part: JsonObject): TextNode => print.pathItem(part, options);
  const groups: readonly (readonly [string, readonly MemberNode[]])[] = [
    ["schemas", [...names].map(([component, name]) => memberNode(component, textNode(name)))],
    ["responses", membersOf(components.responses, (part) => print.response(part, options))],
    ["parameters", membersOf(components.parameters, (part) => print.parameter(part, options))],
    ["requestBodies", membersOf(components.requestBodies, (part) => print.requestBody(part, options))],
    ["headers", membersOf(components.headers, (part) => print.header(part, options))],
    ["pathItems", membersOf(components.pathItems, printPath)],
  ];
  const componentMembers = groups.map(([name, members]) =>
    memberNode(name, members.length > 0 ? factory.createTypeLiteralNode(members) : textNode("never")),
  );
  return [
    declare("paths", membersOf(paths, printPath)),
    declare("webhooks", membersOf(webhooks, printPath)),
    declare("components", componentMembers),
    declare("$defs", []),
    declare(
      "operations",
      membersOf(operations, (part) => factory.createTypeLiteralNode(print.operation(part, options))),
    ),
  ].join("\n");
}

/** A component of a skeleton; components of a skeleton do not refer to each other. */
function componentAt({ components }: Skeleton, ref: string): JsonObject {
  const found = getAtPointer({ components }, decodeURIComponent(ref.slice(1)));
  return isJsonObject(found) ? found : {};
}

function declare(name: string, members: readonly MemberNode[]): string {
  if (members.length > 0) return `export interface ${name} ${printMembers(members, "")}\n`;
  return `export type ${name} = Record<string, never>;\n`;
}
