import type { DefinitionGraph, GraphNode, GraphNodeKind } from "./definition-graph.ts";

/** `text` for people, `dot` for Graphviz, `mermaid` for Markdown. */
export type GraphStyle = "text" | "dot" | "mermaid";

/**
 * Prints a graph, with a newline at the end.
 *
 * @example
 * formatGraph(graph, "text");
 * // => `connection demo-conn  @acme/ingest
 * //      -> job koalas  @acme/ingest
 * //    job koalas  @acme/ingest
 * //      -> table Koalas`
 */
export function formatGraph(graph: DefinitionGraph, style: GraphStyle): string {
  switch (style) {
    case "text":
      return asText(graph);
    case "dot":
      return asDot(graph);
    case "mermaid":
      return asMermaid(graph);
    default:
      throw new Error(`unexpected style: ${style satisfies never}`);
  }
}

function asText({ nodes, edges }: DefinitionGraph): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const lines: string[] = [];
  for (const node of nodes) {
    const targets = edges.filter(({ from }) => from === node.id).flatMap(({ to }) => byId.get(to) ?? []);
    lines.push(title(node), ...targets.map((target) => `  -> ${title(target)}`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

function title({ kind, name, owner }: GraphNode): string {
  return owner === null ? `${kind} ${name}` : `${kind} ${name}  ${owner}`;
}

const dotShapes: Readonly<Record<GraphNodeKind, string>> = { connection: "cylinder", table: "folder", job: "box" };

function asDot({ nodes, edges }: DefinitionGraph): string {
  const lines = nodes.map(({ id, kind, name, owner }) => {
    const label = owner === null ? name : `${name}\n${owner}`;
    return `  ${dotText(id)} [label=${dotText(label)}, shape=${dotShapes[kind]}];`;
  });
  lines.push(...edges.map(({ from, to }) => `  ${dotText(from)} -> ${dotText(to)};`));
  return `digraph definitions {\n  rankdir=LR;\n${lines.map((line) => `${line}\n`).join("")}}\n`;
}

/** @see https://graphviz.org/doc/info/lang.html, a double-quoted string */
function dotText(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

const mermaidShapes: Readonly<Record<GraphNodeKind, readonly [string, string]>> = {
  connection: ["[(", ")]"],
  table: ["[[", "]]"],
  job: ["[", "]"],
};

function asMermaid({ nodes, edges }: DefinitionGraph): string {
  // Nodes are numbered, because names may contain keywords of Mermaid.
  const numbers = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  const lines = nodes.map(({ id, kind, name, owner }) => {
    const [open, close] = mermaidShapes[kind];
    const label = [name, ...(owner === null ? [] : [owner])].map(mermaidText).join("<br/>");
    return `  ${numbers.get(id)}${open}"${label}"${close}`;
  });
  lines.push(...edges.map(({ from, to }) => `  ${numbers.get(from)} --> ${numbers.get(to)}`));
  return `flowchart LR\n${lines.map((line) => `${line}\n`).join("")}`;
}

/** @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters */
function mermaidText(text: string): string {
  return text.replaceAll(/[#"&<>@`]/g, (character) => `#${character.codePointAt(0)};`);
}
