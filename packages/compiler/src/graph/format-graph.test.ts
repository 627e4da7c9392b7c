import { expect, test } from "vitest";
import type { Artifact } from "../emit/artifact.ts";
import { graphOf } from "./definition-graph.ts";
import { formatGraph } from "./format-graph.ts";

function artifact(kind: Artifact["kind"], name: string, json: object, dependsOn: readonly string[] = []): Artifact {
  const source = { file: "/a.ts", line: 1, column: 1 };
  return { kind, name, json, dependsOn, path: "", text: "", sha256: "", secrets: [], source, owner: "@acme/ingest" };
}

const artifacts = [
  artifact("job", "koalas", { target: { type: "table", tableName: "Koalas" } }, ["connection:demo", "table:Koalas"]),
  artifact("job", "copy", { source: { type: "table", tableName: "Koalas" }, target: { tableName: 'T"x' } }),
  artifact("table", "Koalas", {}),
  artifact("connection", "own", {}),
];
const graph = graphOf({ artifacts });

test("a graph has what is defined, and what other packages define, in a fixed order", () => {
  expect(graph.nodes.map(({ id, owner }) => `${id} ${owner}`)).toEqual([
    "connection:demo null",
    "connection:own @acme/ingest",
    "table:Koalas @acme/ingest",
    'table:T"x null',
    "job:copy @acme/ingest",
    "job:koalas @acme/ingest",
  ]);
  expect(graph.edges).toEqual([
    { from: "connection:demo", to: "job:koalas" },
    { from: "job:copy", to: 'table:T"x' },
    { from: "job:koalas", to: "table:Koalas" },
    { from: "table:Koalas", to: "job:copy" },
  ]);
  expect(graphOf({ artifacts: artifacts.toReversed() })).toEqual(graph);
});

test("text lists each node with what data goes to", () => {
  expect(formatGraph(graph, "text")).toBe(`connection demo
  -> job koalas  @acme/ingest
connection own  @acme/ingest
table Koalas  @acme/ingest
  -> job copy  @acme/ingest
table T"x
job copy  @acme/ingest
  -> table T"x
job koalas  @acme/ingest
  -> table Koalas  @acme/ingest
`);
});

test("DOT and Mermaid escape names", () => {
  const dot = formatGraph(graph, "dot");
  expect(dot).toMatch(/^digraph definitions \{\n {2}rankdir=LR;\n/);
  expect(dot).toContain(String.raw`  "table:T\"x" [label="T\"x", shape=folder];`);
  expect(dot).toContain(String.raw`  "job:koalas" [label="koalas\n@acme/ingest", shape=box];`);
  expect(dot).toContain(String.raw`  "job:copy" -> "table:T\"x";`);
  const mermaid = formatGraph(graph, "mermaid");
  expect(mermaid).toMatch(/^flowchart LR\n {2}n0\[\("demo"\)\]\n/);
  expect(mermaid).toContain('  n3[["T#34;x"]]\n');
  expect(mermaid).toContain("  n0 --> n5\n");
  expect(mermaid).toContain('n5["koalas<br/>#64;acme/ingest"]');
});

test("a graph of nothing is empty in every style", () => {
  const none = graphOf({ artifacts: [] });
  expect(formatGraph(none, "text")).toBe("");
  expect(formatGraph(none, "dot")).toBe("digraph definitions {\n  rankdir=LR;\n}\n");
  expect(formatGraph(none, "mermaid")).toBe("flowchart LR\n");
});
