import { type CompileOptions, compile } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";

/** `starfix list`: the definitions, with their owners and places. */
export async function list(context: CliContext, output: Output, options: CompileOptions): Promise<void> {
  const { result, warnings } = await compile(context, output, options);
  const { artifacts, imports } = result.manifest;
  const columns = [
    artifacts.map(({ kind }) => kind),
    artifacts.map(({ name }) => name),
    artifacts.map(({ source }) => source),
    artifacts.map(({ owner }) => owner),
    artifacts.map(({ contact = "" }) => contact),
    artifacts.map(({ tags = [], internal }) =>
      [...(internal ? ["internal"] : []), ...tags.map((tag) => `#${tag}`)].join(" "),
    ),
  ];
  const widths = columns.map((column) => column.reduce((width, text) => Math.max(width, text.length), 0));
  for (const i of artifacts.keys()) {
    output.line(
      columns
        .map((column, c) => (column[i] ?? "").padEnd(widths[c] ?? 0))
        .filter((_, c) => widths[c] !== 0)
        .join("  ")
        .trimEnd(),
    );
  }
  for (const { package: name, version, definitions } of imports) {
    for (const definition of definitions)
      output.line(`${output.style("dim", "imported")}  ${definition}  ${name} ${version}`.trimEnd());
  }
  output.result({ definitions: artifacts, imports, issues: warnings });
}
