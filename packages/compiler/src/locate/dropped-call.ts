import { calleeName, pathTo } from "./chain.ts";
import { isWrapper, nameOf, nodeIn, nodesIn, type SyntaxNode } from "./syntax.ts";

/** The name of a method whose result is dropped, as a span of the source. */
export interface DroppedCall {
  readonly method: string;
  readonly start: number;
  readonly end: number;
}

/** The call whose name is at `offset`, when nothing is done with its result. */
export function droppedCallAt(program: SyntaxNode, offset: number): DroppedCall | undefined {
  const path = pathTo(program, offset);
  const call = path.findLastIndex((node) => node.type === "CallExpression" && calleeName(node)?.start === offset);
  const name = call === -1 ? undefined : calleeName(path[call] as SyntaxNode);
  const method = nameOf(name);
  if (name === undefined || method === undefined) return undefined;
  return isDropped(path.slice(0, call + 1)) ? { method, start: name.start, end: name.end } : undefined;
}

/** Whether the value of the last node of a path goes nowhere. */
function isDropped(path: readonly SyntaxNode[]): boolean {
  for (let i = path.length - 1; i > 0; i--) {
    const node = path[i] as SyntaxNode;
    const parent = path[i - 1] as SyntaxNode;
    switch (parent.type) {
      case "ExpressionStatement":
        return true;
      case "SequenceExpression":
        if (nodesIn(parent, "expressions").at(-1) !== node) return true;
        break;
      case "LogicalExpression":
        if (parent.right !== node) return false;
        break;
      case "ConditionalExpression":
        if (parent.test === node) return false;
        break;
      case "ArrowFunctionExpression":
        return parent.body === node && isGivenToForEach(path[i - 2], parent);
      default:
        if (!isWrapper(parent)) return false;
    }
  }
  return false;
}

/** `list.forEach((job) => job.replace("all"))` */
function isGivenToForEach(call: SyntaxNode | undefined, given: SyntaxNode): boolean {
  if (call?.type !== "CallExpression" || nodesIn(call, "arguments")[0] !== given) return false;
  const callee = nodeIn(call, "callee");
  return callee?.type === "MemberExpression" && nameOf(nodeIn(callee, "property")) === "forEach";
}
