import { z } from "zod";
import type { PrintedComponents } from "./print-components.ts";

/** Runs what was printed, and gives the schema of one component. */
export function evaluateComponent(printed: PrintedComponents, component: string): z.ZodType {
  const { after, before, components } = printed;
  const { constant } = components.find((candidate) => candidate.component === component) ?? {};
  if (constant === undefined) throw new Error(`unexpected: no component ${component} was printed`);
  const constants = components.map((part) => `const ${part.constant} = ${part.expression};`);
  const body = ['"use strict";', ...before, ...constants, ...after, `return ${constant};`].join("\n");
  // What is run was printed from a schema, whose every text is quoted.
  return new Function("z", body)(z);
}
