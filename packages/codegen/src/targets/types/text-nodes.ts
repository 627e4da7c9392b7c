import { propertyKey, stringLiteral } from "./literal-type.ts";

/** A part of a declaration that prints itself, its first line without an indent. */
export interface TextNode {
  readonly print: (indent: string) => string;
}

/** A member of an object type. */
export interface MemberNode extends TextNode {
  /** openapi-typescript asks whether all parameters of a kind are optional. */
  readonly questionToken: TextNode | undefined;
  /** What stands above it, between slashes. */
  comment?: string;
}

type Modifiers = readonly TextNode[] | undefined;

const words = (text: string): TextNode => ({ print: () => text });

/** Text that was printed for the left edge. */
export function textNode(text: string): TextNode {
  return text.includes("\n") ? { print: (indent) => text.replaceAll("\n", `\n${indent}`) } : words(text);
}

function printMember(node: MemberNode, indent: string): string {
  const comment = node.comment?.replace(/[ \t]*\n/g, `\n${indent}`);
  return `${comment === undefined ? "" : `/*${comment}*/\n${indent}`}${node.print(indent)};`;
}

/** Members between braces, a line each, or the line that says that there are none. */
export function printMembers(members: readonly MemberNode[], indent: string): string {
  if (members.length === 0) return "{}";
  const inner = `${indent}  `;
  let text = "{\n";
  for (const member of members) text += `${inner}${printMember(member, inner)}\n`;
  return `${text}${indent}}`;
}

/**
 * What openapi-typescript uses of `ts.factory` to print operations, with the same names. The compiler's own builds nodes
 * and prints them later: half a second to load, and twice as long to print a large document.
 */
export const factory = {
  createIdentifier: (name: string): TextNode => words(name),
  createStringLiteral: (text: string): TextNode => words(stringLiteral(text)),
  createNumericLiteral: (value: string | number): TextNode => words(String(value)),
  createNull: (): TextNode => words("null"),
  createTrue: (): TextNode => words("true"),
  createFalse: (): TextNode => words("false"),
  createKeywordTypeNode: (kind: string): TextNode => words(kind),
  createToken: (kind: string): TextNode => words(kind),
  createLiteralTypeNode: (literal: TextNode): TextNode => literal,
  createTypeReferenceNode: (name: string | TextNode): TextNode => (typeof name === "string" ? words(name) : name),
  createIndexedAccessTypeNode: (type: TextNode, index: TextNode): TextNode => ({
    print: (indent) => `${type.print(indent)}[${index.print(indent)}]`,
  }),
  createTypeLiteralNode: (members: readonly MemberNode[]): TextNode => ({
    print: (indent) => printMembers(members, indent),
  }),
  createParameterDeclaration: (
    _modifiers: Modifiers,
    _dotDotDotToken: undefined,
    name: TextNode,
    _questionToken: undefined,
    type: TextNode,
  ): TextNode => ({ print: (indent) => `${name.print(indent)}: ${type.print(indent)}` }),
  createIndexSignature: (_modifiers: Modifiers, parameters: readonly TextNode[], type: TextNode): MemberNode => ({
    questionToken: undefined,
    print: (indent) => `[${parameters.map((each) => each.print(indent)).join(", ")}]: ${type.print(indent)}`,
  }),
  createPropertySignature: (
    _modifiers: Modifiers,
    name: TextNode,
    questionToken: TextNode | undefined,
    type: TextNode,
  ): MemberNode => ({
    questionToken,
    print(indent) {
      const text = type.print(indent);
      // A long union starts on a line of its own.
      return `${name.print(indent)}${questionToken?.print(indent) ?? ""}:${text.startsWith("\n") ? "" : " "}${text}`;
    },
  }),
};

/** What openapi-typescript uses of the compiler around its factory. Kinds of keywords and tokens are their text. */
export const textCompiler: Record<string, unknown> = {
  factory,
  SyntaxKind: {
    BooleanKeyword: "boolean",
    NeverKeyword: "never",
    NumberKeyword: "number",
    StringKeyword: "string",
    UndefinedKeyword: "undefined",
    UnknownKeyword: "unknown",
    QuestionToken: "?",
    MultiLineCommentTrivia: "comment",
  },
  addSyntheticLeadingComment(node: MemberNode, _kind: string, text: string): MemberNode {
    node.comment = text;
    return node;
  },
};

/** A member of that name. */
export function memberNode(name: string, type: TextNode): MemberNode {
  return factory.createPropertySignature(undefined, words(propertyKey(name)), undefined, type);
}
