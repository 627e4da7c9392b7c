import type { NodeFactory, Statement, TypeElement, TypeNode } from "typescript";
import { isJsonObject, type JsonObject, type JsonValue } from "../../load/json.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { DocumentView, type SchemaStand } from "./document-view.ts";
import { loadOpenApiPrinter, type OpenApiPrinter } from "./openapi-printer.ts";
import { printerContext } from "./printer-context.ts";
import type { TypePrinter } from "./type-printer.ts";

/** Stands for an end of line in the text of a type, which the printer of the compiler takes for a name. */
const LINE_BREAK = "\u0001";

/** `paths`, `webhooks`, `components` and `operations` as openapi-typescript prints them, the schemas by their names. */
export function printOperations(
  document: NormalisedDocument,
  names: ReadonlyMap<string, string>,
  types: TypePrinter,
): string {
  const print = loadOpenApiPrinter();
  const { factory } = print.ts;
  const view = new DocumentView(document.root, (schema) => types.print(schema, ""));
  const ctx = printerContext({
    typeOf(schema) {
      const text = (schema as Partial<SchemaStand>).typeText;
      return text === undefined ? undefined : factory.createTypeReferenceNode(text.replaceAll("\n", LINE_BREAK));
    },
    // The printer looks up where a parameter belongs and whether a body is required.
    resolve: (ref) =>
      ref.startsWith("#/components/parameters/") ? view.parameterHead({ $ref: ref }) : view.follow({ $ref: ref }),
  });
  // The path is asked for by options that are off.
  const options = { path: "#", ctx };
  const membersOf = (parts: JsonValue | undefined, printPart: (part: JsonValue) => TypeNode): TypeElement[] =>
    Object.entries(isJsonObject(parts) ? parts : {}).map(([name, part]) => member(factory, name, printPart(part)));

  const { paths, webhooks, components } = document.root;
  const shared: JsonObject = isJsonObject(components) ? components : {};
  const printPath = (part: JsonValue): TypeNode => print.pathItem(view.pathItem(part), options);
  // Printing the paths fills the view with their operations, which are printed last.
  const pathMembers = membersOf(paths, printPath);
  const webhookMembers = membersOf(webhooks, printPath);
  const groups: readonly (readonly [string, readonly TypeElement[]])[] = [
    [
      "schemas",
      [...names].map(([component, name]) => member(factory, component, factory.createTypeReferenceNode(name))),
    ],
    ["responses", membersOf(shared.responses, (part) => print.response(view.response(part), options))],
    ["parameters", membersOf(shared.parameters, (part) => print.parameter(view.parameter(part), options))],
    ["requestBodies", membersOf(shared.requestBodies, (part) => print.requestBody(view.requestBody(part), options))],
    ["headers", membersOf(shared.headers, (part) => print.header(view.header(part), options))],
    ["pathItems", membersOf(shared.pathItems, printPath)],
  ];
  const componentMembers = groups.map(([name, members]) =>
    member(
      factory,
      name,
      members.length > 0 ? factory.createTypeLiteralNode(members) : factory.createTypeReferenceNode("never"),
    ),
  );
  const operationMembers = [...view.operations].map(([id, operation]) =>
    member(factory, id, factory.createTypeLiteralNode(print.operation(operation, options))),
  );
  return printStatements(print.ts, [
    declare(print.ts, "paths", pathMembers),
    declare(print.ts, "webhooks", webhookMembers),
    declare(print.ts, "components", componentMembers),
    declare(print.ts, "$defs", []),
    declare(print.ts, "operations", operationMembers),
  ]);
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
