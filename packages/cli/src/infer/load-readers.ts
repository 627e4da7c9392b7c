import type { CliContext } from "../context.ts";
import { loadOptional } from "../load-optional.ts";
import type { SampleFormat } from "./sample-format.ts";

/** Sees that the packages are there that read records: Parquet takes DuckDB, all else the readers of the engine. */
export async function loadReaders(context: CliContext, format: SampleFormat | undefined): Promise<void> {
  const engine = { "@starfix/engine": () => import("@starfix/engine") };
  const duckDb = { "@starfix/engine-duckdb": () => import("@starfix/engine-duckdb") };
  await loadOptional(context, "infer", format === "parquet" ? { ...engine, ...duckDb } : engine);
}
