import type { GraphStyle } from "@starfix/compiler";
import { type CompileOptions, compile } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";

export interface GraphOptions extends CompileOptions {
  readonly format: GraphStyle;
}

/** `starfix graph`: which connections the jobs read, and which tables they fill. */
export async function graph(context: CliContext, output: Output, options: GraphOptions): Promise<void> {
  const { format, ...compileOptions } = options;
  const { result, warnings } = await compile(context, output, compileOptions);
  const { formatGraph, graphOf } = await import("@starfix/compiler");
  const found = graphOf(result);
  if (!output.json) output.document(formatGraph(found, format));
  output.result({ ...found, issues: warnings });
}
