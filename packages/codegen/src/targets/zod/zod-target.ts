import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import { formatMode } from "../formats.ts";
import type { OutputFile, Override, Target, TargetContext } from "../target.ts";
import { printComponents } from "./print-components.ts";

/**
 * One zod 4 schema for each component: JavaScript that imports only zod, and declarations that refer to the type of each
 * component, so that no types are inferred. The schemas do not change values: their result equals their input,
 * except for an own `__proto__` that no schema lists, which zod never copies.
 */
export const zodTarget: Target = {
  name: "zod",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const overrides = new Map<string, Override>();
    for (const [component, schema] of document.schemas) {
      const override = context.override(component, schema);
      if (override) overrides.set(component, override);
    }
    const { after, before, components } = printComponents(document, {
      names: context.names,
      integers: "safe",
      formatMode: (format) => formatMode(format, context.formats),
      override: (component) => overrides.get(component)?.zod,
    });
    const imports = new Set(['import { z } from "zod";']);
    for (const { imports: lines } of overrides.values()) for (const line of lines?.zod ?? []) imports.add(line);
    const statements = [
      ...before,
      ...components.map(({ constant, expression }) => `export const ${constant} = ${expression};`),
      ...after,
    ];
    const declarations = [...document.schemas].map(([component, { description }]) => {
      const name = context.names.get(component) ?? component;
      const doc = description === undefined ? "" : docComment(description);
      return `${doc}export declare const z${name}: z.ZodType<types.${name}>;\n`;
    });
    return [
      {
        path: "zod.gen.js",
        text: `${context.header}${[[...imports].join("\n"), ...statements].join("\n\n")}\n`,
      },
      {
        path: "zod.gen.d.ts",
        text: `${context.header}import type { z } from "zod";\nimport type * as types from "./types.gen.js";\n\n${declarations.join("\n")}`,
      },
    ];
  },
};
