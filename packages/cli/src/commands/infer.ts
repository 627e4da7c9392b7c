import type { CliContext } from "../context.ts";
import { loadReaders } from "../infer/load-readers.ts";
import { formatOfName, type SampleFormat } from "../infer/sample-format.ts";
import type { Output } from "../output.ts";
import { UserError } from "../user-error.ts";

export interface InferOptions {
  readonly format?: SampleFormat;
  readonly rows: number;
  readonly bytes: number;
  readonly s3Endpoint?: string;
}

/** `starfix infer`: reads a sample of data, and prints an input schema for it and what its rows disagree about. */
export async function infer(context: CliContext, output: Output, source: string, options: InferOptions): Promise<void> {
  // The formats in a folder are known once it is listed.
  await loadReaders(context, options.format ?? formatOfName(source));
  const { inferSource } = await import("../infer/infer-source.ts");
  const { printInput } = await import("../infer/print-input.ts");
  const { reportLines } = await import("../infer/format-report.ts");
  const { format, rows, bytes, s3Endpoint } = options;
  const inferred = await inferSource({ source, format, rows, bytes, s3Endpoint }, context).catch((error: unknown) => {
    if (context.signal.aborted) throw new UserError("interrupted; nothing was printed", { cause: error });
    throw error;
  });
  const input = printInput(inferred);
  output.line(input);
  output.line("");
  for (const line of reportLines(inferred, (style, text) => output.style(style, text))) output.line(line);
  output.result({ ...inferred, time: inferred.time ?? null, input });
}
