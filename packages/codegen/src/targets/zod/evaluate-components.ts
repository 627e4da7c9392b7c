import { z } from "zod";
import type { PrintedComponents } from "./print-components.ts";

/** Evaluates printed components and returns the schema of one. */
export function evaluateComponent(printed: PrintedComponents, component: string): z.ZodType {
  const { after, before, components } = printed;
  const { constant } = components.find((candidate) => candidate.component === component) ?? {};
  if (constant === undefined) throw new Error(`unexpected: no component ${component} was printed`);
  const constants = components.map((part) => `const ${part.constant} = ${part.expression};`);
  const body = ['"use strict";', ...before, ...constants, ...after, `return ${constant};`].join("\n");
  // The code was printed from a schema; every text of the schema is a quoted literal.
  return new Function("z", body)(z);
}
