import { childrenOf, isWrapper, nameOf, nodeIn, nodesIn, type SyntaxNode, unwrapped } from "./syntax.ts";

/** One call of a chain: `.map(…)`, or the first call. */
export interface Link {
  readonly method: string;
  /** The name of the method in the source. */
  readonly name: SyntaxNode;
  readonly args: readonly SyntaxNode[];
}

/**
 * The chain of calls that starts with the call whose name is at `offset`. When the chain is assigned to a constant, the chains that
 * continue from that constant follow.
 */
export function chainAt(program: SyntaxNode, offset: number): readonly Link[] {
  const path = pathTo(program, offset);
  const begin = path.findLastIndex((node) => node.type === "CallExpression" && calleeName(node)?.start === offset);
  if (begin === -1) return [];
  const { links, variable } = followUp(path.slice(0, begin + 1));
  return variable === undefined ? links : [...links, ...linksFrom(program, variable, new Set([variable]))];
}

/** Offset of the first call of the chain that an export is the result of; undefined when it is no chain of calls. */
export function exportOffset(program: SyntaxNode, name: string): number | undefined {
  let node = name === "default" ? defaultIn(program) : constantIn(program, localName(program, name));
  let first: SyntaxNode | undefined;
  for (let depth = 0; node && depth < MAX_LINKS; depth++) {
    node = unwrapped(node);
    if (node.type === "CallExpression") {
      first = calleeName(node) ?? first;
      const callee = nodeIn(node, "callee");
      node = callee?.type === "MemberExpression" ? nodeIn(callee, "object") : undefined;
    } else node = node.type === "Identifier" ? constantIn(program, String(node.name)) : undefined;
  }
  return first?.start;
}

/** A chain of more calls is not followed to its beginning. */
const MAX_LINKS = 1_000;

function defaultIn(program: SyntaxNode): SyntaxNode | undefined {
  const found = nodesIn(program, "body").find(({ type }) => type === "ExportDefaultDeclaration");
  return found && nodeIn(found, "declaration");
}

/** The name inside the file of an export, which `export { local as name }` changes. */
function localName(program: SyntaxNode, name: string): string {
  for (const statement of nodesIn(program, "body")) {
    for (const specifier of nodesIn(statement, "specifiers")) {
      if (nameOf(nodeIn(specifier, "exported")) === name) return nameOf(nodeIn(specifier, "local")) ?? name;
    }
  }
  return name;
}

/** The value of the first constant of this name. */
export function constantIn(node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.type === "VariableDeclarator" && nameOf(nodeIn(node, "id")) === name) return nodeIn(node, "init");
  for (const child of childrenOf(node)) {
    const found = constantIn(child, name);
    if (found) return found;
  }
  return undefined;
}

/** The nodes around an offset, the outermost first. */
export function pathTo(program: SyntaxNode, offset: number): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  let node: SyntaxNode | undefined = program;
  while (node) {
    path.push(node);
    node = [...childrenOf(node)].find(({ start, end }) => start <= offset && offset < end);
  }
  return path;
}

/** The name that is called: of `a.b.map(…)` it is `map`. */
export function calleeName(call: SyntaxNode): SyntaxNode | undefined {
  const callee = nodeIn(call, "callee");
  return callee?.type === "MemberExpression" ? nodeIn(callee, "property") : callee;
}

function linkOf(call: SyntaxNode): Link | undefined {
  const name = calleeName(call);
  const method = nameOf(name);
  return name && method !== undefined ? { method, name, args: nodesIn(call, "arguments") } : undefined;
}

interface Followed {
  readonly links: readonly Link[];
  /** Name of the constant that the chain is assigned to. */
  readonly variable: string | undefined;
}

/** Walks outwards from the last node of a path while a method is called on its value. */
function followUp(path: readonly SyntaxNode[]): Followed {
  const links: Link[] = [];
  let node = path.at(-1);
  const first = node?.type === "CallExpression" ? linkOf(node) : undefined;
  if (first) links.push(first);
  for (let i = path.length - 2; i >= 0 && node; i--) {
    const parent: SyntaxNode | undefined = path[i];
    if (!parent) break;
    if (parent.type === "VariableDeclarator" && parent.init === node) {
      return { links, variable: nameOf(nodeIn(parent, "id")) };
    }
    if (parent.type === "MemberExpression" ? parent.object !== node : !isWrapper(parent) && parent.callee !== node) {
      break;
    }
    if (parent.type === "CallExpression") {
      const link = linkOf(parent);
      if (link) links.push(link);
    }
    node = parent;
  }
  return { links, variable: undefined };
}

/** The links of all chains that begin with a constant. */
function linksFrom(program: SyntaxNode, variable: string, seen: Set<string>): readonly Link[] {
  const found: Link[] = [];
  const visit = (node: SyntaxNode, path: readonly SyntaxNode[]): void => {
    const here = [...path, node];
    for (const child of childrenOf(node)) {
      if (child.type === "Identifier" && child.name === variable && node.type === "MemberExpression") {
        const { links, variable: next } = node.object === child ? followUp([...here, child]) : { links: [], variable };
        found.push(...links);
        if (next !== undefined && !seen.has(next)) found.push(...linksFrom(program, next, seen.add(next)));
      } else visit(child, here);
    }
  };
  visit(program, []);
  return found;
}
