import { readdirSync, readFileSync } from "node:fs";

/** An example of a docstring: the expression, and the text it says the expression is. */
export interface DocumentedExample {
  readonly file: string;
  readonly expression: string;
  readonly want: string;
}

/** The examples of all functions, in the form `String(…);` and below it `// => …`. */
export const documentedExamples: readonly DocumentedExample[] = sources().flatMap(({ file, text }) =>
  [...text.matchAll(/\* String\((.*)\);\n *\* \/\/ => (.*)\n/g)].map(([, expression = "", want = ""]) => ({
    file,
    expression,
    want,
  })),
);

/** The names of all functions that have a docstring, and of those that lack one or its example. */
export const documentedNames: readonly { readonly name: string; readonly documented: boolean }[] = sources().flatMap(
  ({ text }) =>
    [...text.matchAll(/( \*\/\n)?export function (\w+)/g)].map((found) => {
      const comment = text.slice(0, found.index).split("/**").at(-1) ?? "";
      const [, ended, name = ""] = found;
      return { name, documented: ended !== undefined && comment.includes("@example") && comment.includes("// =>") };
    }),
);

/** The columns that the examples read. */
export const exampleInput = {
  timestamp: "string",
  city: "string",
  session: "string",
  length: "long",
  at: "long",
  price: "double",
  ratio: "float",
  doc: "json",
  tags: "stringArray",
  counts: "longArray",
  __time: "timestamp",
} as const;

function sources(): readonly { readonly file: string; readonly text: string }[] {
  const folder = new URL("..", import.meta.url);
  const internal = new Set(["aggregate-call.ts", "call.ts", "index.ts", "literal-node.ts"]);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.includes(".test") && !internal.has(file))
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));
}
