import { type CompileOptions, compile } from "../compile.ts";
import type { CliContext } from "../context.ts";
import type { Output } from "../output.ts";

/** `starfix check`: compiles and writes nothing. */
export async function check(context: CliContext, output: Output, options: CompileOptions): Promise<void> {
  const { result } = await compile(context, output, options);
  const count = (kind: string) => result.artifacts.filter((artifact) => artifact.kind === kind).length;
  const [connections, jobs] = [count("connection"), count("job")];
  output.line(`no issues: connections ${connections}, jobs ${jobs}`);
  output.result({ connections, jobs, issues: [] });
}
