import { propertyKey, stringLiteral } from "./literal-type.ts";

/** A printed part of a declaration; its first line has no indent. */
export interface TextNode {
  readonly print: (indent: string) => string;
}

/** A member of an object type. */
export interface MemberNode extends TextNode {
  /** Read by openapi-typescript to check whether all parameters of a place are optional. */
  readonly questionToken: TextNode | undefined;
  /** The comment above it, without its slashes. */
  comment?: string;
}

type Modifiers = readonly TextNode[] | undefined;

const words = (text: string): TextNode => ({ print: () => text });

/** A node for text without indent. */
export function textNode(text: string): TextNode {
  return text.includes("\n") ? { print: (indent) => text.replaceAll("\n", `\n${indent}`) } : words(text);
}

function printMember(node: MemberNode, indent: string): string {
  const comment = node.comment?.replace(/[ \t]*\n/g, `\n${indent}`);
  return `${comment === undefined ? "" : `/*${comment}*/\n${indent}`}${node.print(indent)};`;
}

/** Members in braces, one on each line. */
export function printMembers(members: readonly MemberNode[], indent: string): string {
  if (members.length === 0) return "{}";
  const inner = `${indent}  `;
  let text = "{\n";
  for (const member of members) text += `${inner}${printMember(member, inner)}\n`;
  return `${text}${indent}}`;
}

/**
 * The functions of `ts.factory` that openapi-typescript uses to print operations. The factory of the compiler builds nodes
 * to be printed later: it takes half a second to load, and twice as long to print a large document.
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
      // A long union starts on a new line.
      return `${name.print(indent)}${questionToken?.print(indent) ?? ""}:${text.startsWith("\n") ? "" : " "}${text}`;
    },
  }),
};

/** The other parts of the compiler that openapi-typescript uses. Kinds of keywords and tokens are their text. */
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

/** A member node with a name. */
export function memberNode(name: string, type: TextNode): MemberNode {
  return factory.createPropertySignature(undefined, words(propertyKey(name)), undefined, type);
}
