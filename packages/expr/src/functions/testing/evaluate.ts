import { columns } from "../../columns.ts";
import * as functions from "../index.ts";
import { exampleInput } from "./documented-examples.ts";

/** Runs texts as they are written in a docstring: the functions are there by their names, and `c` are the columns. */
export function evaluate(texts: readonly string[]): readonly unknown[] {
  const names = Object.keys(functions);
  const body = `return [${texts.map((text) => `(${text})`).join(", ")}];`;
  return new Function("c", ...names, body)(columns(exampleInput), ...Object.values(functions));
}
