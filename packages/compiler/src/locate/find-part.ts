import { chainAt, constantIn, type Link } from "./chain.ts";
import type { DefinitionPart } from "./definition-part.ts";
import { literalOffset } from "./literal-offset.ts";
import { childrenOf, nameOf, nodeIn, nodesIn, type SyntaxNode, unwrapped } from "./syntax.ts";

/** A part as a span of the source, in UTF-16 units from 0. */
export interface FoundPart {
  readonly start: number;
  readonly end: number;
  /** Whether it is the exact place in the SQL text. */
  readonly inSql?: true;
}

/** Finds a part of the definition that starts at `offset`; undefined when the code gives it in a way that is not followed. */
export function findPart(
  program: SyntaxNode,
  text: string,
  offset: number,
  part: DefinitionPart,
): FoundPart | undefined {
  const chain = chainAt(program, offset);
  const methods = typeof part.method === "string" ? [part.method] : part.method;
  const links = methods.flatMap((method) => chain.filter((link) => link.method === method));
  const keys = part.keys ?? (part.sql ? [0] : []);
  if (keys.length > 0) {
    for (const link of links) {
      const found = inLink(program, link, keys);
      if (found && (part.text === undefined || unwrapped(found.value).value === part.text)) {
        return placeIn(program, text, found, part);
      }
    }
  }
  const name = links[0]?.name;
  return name && { start: name.start, end: name.end };
}

/** A value, and its name if it has one. */
interface Found {
  readonly value: SyntaxNode;
  readonly name: SyntaxNode | undefined;
}

type Keys = readonly (string | number)[];

function inLink(program: SyntaxNode, { args }: Link, keys: Keys): Found | undefined {
  const [first, ...rest] = keys;
  if (typeof first === "number") {
    const arg = args[first];
    // `.uris(...list)`, and `.urls([…])`: the one argument holds them all.
    if (!arg || arg.type === "SpreadElement" || (args.length === 1 && unwrapped(arg).type === "ArrayExpression")) {
      const list = args[0]?.type === "SpreadElement" ? nodeIn(args[0], "argument") : args[0];
      return list && within(program, list, keys, 0);
    }
    return within(program, arg, rest, 0);
  }
  for (const arg of args) {
    const found = within(program, arg, keys, 0);
    if (found) return found;
  }
  return undefined;
}

/** How many constants are followed at most, because a constant may refer to itself. */
const MAX_DEPTH = 20;

function within(program: SyntaxNode, node: SyntaxNode, keys: Keys, depth: number): Found | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return { value: node, name: undefined };
  if (depth > MAX_DEPTH) return undefined;
  for (const value of valuesOf(program, unwrapped(node))) {
    for (const member of membersOf(value)) {
      if (member.spread) {
        const found = within(program, member.spread, keys, depth + 1);
        if (found) return found;
      } else if (member.key === String(key)) {
        if (rest.length === 0) return { value: member.value, name: member.name };
        const found = within(program, member.value, rest, depth + 1);
        // The closest part that was found.
        return found ?? { value: member.value, name: member.name };
      }
    }
  }
  return undefined;
}

type Member =
  | { readonly spread: SyntaxNode }
  | { readonly spread?: never; readonly key: string; readonly value: SyntaxNode; readonly name: SyntaxNode };

/** The members of an object, the elements of a list, and of a list of pairs what each pair names. */
function* membersOf(node: SyntaxNode): Generator<Member> {
  if (node.type === "ObjectExpression") {
    for (const property of nodesIn(node, "properties")) {
      const spread = property.type === "SpreadElement" ? nodeIn(property, "argument") : undefined;
      if (spread) yield { spread };
      const name = nodeIn(property, "key");
      const value = nodeIn(property, "value");
      const key = property.computed === true ? undefined : nameOf(name);
      if (name && value && key !== undefined) yield { key, value, name };
    }
  }
  if (node.type === "ArrayExpression") {
    for (const [index, element] of nodesIn(node, "elements").entries()) {
      const spread = element.type === "SpreadElement" ? nodeIn(element, "argument") : undefined;
      if (spread) {
        yield { spread };
        continue;
      }
      yield { key: String(index), value: element, name: element };
      const [name, value] = element.type === "ArrayExpression" ? nodesIn(element, "elements") : [];
      const key = nameOf(name);
      if (name?.type === "Literal" && value && key !== undefined) yield { key, value, name };
    }
  }
}

/** The values of an expression: itself, the results of a function, the value of a constant. */
function* valuesOf(program: SyntaxNode, node: SyntaxNode, depth = 0): Generator<SyntaxNode> {
  yield node;
  if (depth > MAX_DEPTH) return;
  if (node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression") {
    const body = nodeIn(node, "body");
    if (!body) return;
    const given = body.type === "BlockStatement" || body.type === "FunctionBody" ? returnsIn(body) : [body];
    for (const value of given) yield* valuesOf(program, unwrapped(value), depth + 1);
  }
  if (node.type === "Identifier") {
    const value = constantIn(program, String(node.name));
    if (value) yield* valuesOf(program, unwrapped(value), depth + 1);
  }
}

function* returnsIn(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of childrenOf(node)) {
    if (child.type === "ReturnStatement") {
      const value = nodeIn(child, "argument");
      if (value) yield value;
    } else if (!child.type.includes("Function")) yield* returnsIn(child);
  }
}

function placeIn(program: SyntaxNode, text: string, { value, name }: Found, part: DefinitionPart): FoundPart {
  if (part.of === "name" && name) return { start: name.start, end: name.end };
  if (part.sql) {
    for (const given of valuesOf(program, unwrapped(value))) {
      if (!isText(given)) continue;
      const start = given.start + 1;
      const written = text.slice(start, given.end - 1);
      const placeOf = (offset: number): number => start + literalOffset(written, offset);
      return { start: placeOf(part.sql.start), end: placeOf(part.sql.end), inSql: true };
    }
  }
  return { start: value.start, end: value.end };
}

/** Whether it is a literal whose value is known without running it. */
function isText(node: SyntaxNode): boolean {
  if (node.type === "Literal") return typeof node.value === "string";
  return node.type === "TemplateLiteral" && nodesIn(node, "expressions").length === 0;
}
