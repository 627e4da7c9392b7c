import type { NodeFactory, Statement, TypeElement, TypeNode } from "typescript";
import { isJsonObject, type JsonObject } from "../../load/json.ts";
import { getAtPointer } from "../../load/json-pointer.ts";
import type { SchemaStand, Skeleton } from "./document-view.ts";
import { loadOpenApiPrinter, type OpenApiPrinter } from "./openapi-printer.ts";
import { printerContext } from "./printer-context.ts";

/** Stands for an end of line in the text of a type, which the printer of the compiler takes for a name. */
const LINE_BREAK = "\u0001";

/** `paths`, `webhooks`, `components` and `operations` as openapi-typescript prints them, the schemas by their names. */
export function printSkeleton(skeleton: Skeleton, names: ReadonlyMap<string, string>): string {
  const print = loadOpenApiPrinter();
  const { factory } = print.ts;
  const found = new Map<string, JsonObject>();
  const ctx = printerContext({
    typeOf(schema) {
      const text = (schema as Partial<SchemaStand>).typeText;
      return text === undefined ? undefined : factory.createTypeReferenceNode(text.replaceAll("\n", LINE_BREAK));
    },
    // The printer looks up where a parameter belongs, four times each, and whether a body is required.
    resolve(ref) {
      const known = found.get(ref) ?? componentAt(skeleton, ref);
      found.set(ref, known);
      return known;
    },
  });
  // The path is asked for by options that are off.
  const options = { path: "#", ctx };
  const membersOf = (parts: JsonObject, printPart: (part: JsonObject) => TypeNode): TypeElement[] =>
    // Every member of a skeleton is an object.
    Object.entries(parts).map(([name, part]) => member(factory, name, printPart(part as JsonObject)));

  const { paths, webhooks, components, operations } = skeleton;
  const printPath = (part: JsonObject): TypeNode => print.pathItem(part, options);
  const groups: readonly (readonly [string, readonly TypeElement[]])[] = [
    [
      "schemas",
      [...names].map(([component, name]) => member(factory, component, factory.createTypeReferenceNode(name))),
    ],
    ["responses", membersOf(components.responses, (part) => print.response(part, options))],
    ["parameters", membersOf(components.parameters, (part) => print.parameter(part, options))],
    ["requestBodies", membersOf(components.requestBodies, (part) => print.requestBody(part, options))],
    ["headers", membersOf(components.headers, (part) => print.header(part, options))],
    ["pathItems", membersOf(components.pathItems, printPath)],
  ];
  const componentMembers = groups.map(([name, members]) =>
    member(
      factory,
      name,
      members.length > 0 ? factory.createTypeLiteralNode(members) : factory.createTypeReferenceNode("never"),
    ),
  );
  return printStatements(print.ts, [
    declare(print.ts, "paths", membersOf(paths, printPath)),
    declare(print.ts, "webhooks", membersOf(webhooks, printPath)),
    declare(print.ts, "components", componentMembers),
    declare(print.ts, "$defs", []),
    declare(
      print.ts,
      "operations",
      membersOf(operations, (part) => factory.createTypeLiteralNode(print.operation(part, options))),
    ),
  ]);
}

/** A component of a skeleton, which has no references among its own. */
function componentAt({ components }: Skeleton, ref: string): JsonObject {
  const found = getAtPointer({ components }, decodeURIComponent(ref.slice(1)));
  return isJsonObject(found) ? found : {};
}

function member(factory: NodeFactory, name: string, type: TypeNode): TypeElement {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : factory.createStringLiteral(name);
  return factory.createPropertySignature(undefined, key, undefined, type);
}

function declare({ factory, SyntaxKind }: OpenApiPrinter["ts"], name: string, members: TypeElement[]): Statement {
  const modifiers = [factory.createModifier(SyntaxKind.ExportKeyword)];
  if (members.length > 0) {
    return factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, members);
  }
  const empty = factory.createTypeReferenceNode("Record<string, never>");
  return factory.createTypeAliasDeclaration(modifiers, name, undefined, empty);
}

function printStatements(ts: OpenApiPrinter["ts"], statements: readonly Statement[]): string {
  const end = ts.factory.createToken(ts.SyntaxKind.EndOfFileToken);
  const file = ts.factory.createSourceFile(statements, end, ts.NodeFlags.None);
  const text = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(file);
  return text
    .split("\n")
    .map(settleLine)
    .join("\n")
    .replace(/\n(?=export )/g, "\n\n");
}

/** Indents by two, as all generated files are, and breaks the lines inside types. */
function settleLine(line: string): string {
  const width = /^(?: {4})*/.exec(line)?.[0].length ?? 0;
  const settled = line.slice(width / 2);
  if (!settled.includes(LINE_BREAK)) return settled;
  // A union that starts on a line of its own leaves a space behind.
  return settled.replaceAll(` ${LINE_BREAK} `, `${LINE_BREAK} `).replaceAll(LINE_BREAK, `\n${" ".repeat(width / 2)}`);
}
