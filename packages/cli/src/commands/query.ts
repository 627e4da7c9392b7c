import type { CliContext } from "../context.ts";
import type { queryFormats } from "../options.ts";
import type { Output } from "../output.ts";
import { formatTable } from "../query/format-table.ts";
import { resolveTarget, type TargetOptions, withTarget } from "../target.ts";

export interface QueryOptions extends TargetOptions {
  readonly format: (typeof queryFormats)[number];
}

/** `starfix query`: runs one SQL query on the service and prints its rows. */
export async function query(context: CliContext, output: Output, sql: string, options: QueryOptions): Promise<void> {
  const { target } = await resolveTarget(options, context);
  const { createClient } = await import("@starfix/client");
  const { signal } = context;
  await withTarget(target, { signal, interrupted: "interrupted" }, async () => {
    const client = createClient(target);
    if (output.json) {
      const rows = await client.query.rows(sql, { signal });
      output.result({ rows });
      return;
    }
    if (options.format === "csv") {
      context.stdout.write(await client.query.csv(sql, { signal }));
      return;
    }
    if (options.format === "ndjson") {
      for await (const row of client.query.stream(sql, { signal })) context.stdout.write(`${JSON.stringify(row)}\n`);
      return;
    }
    for (const line of formatTable(await client.query.rows(sql, { signal }))) output.line(line);
  });
}
