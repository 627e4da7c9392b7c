import { joinPointer } from "../../load/json-pointer.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import { formatMode } from "../formats.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { printGuards } from "./print-guards.ts";

/**
 * A type guard for each component: JavaScript without imports, and declarations. It accepts the same values as the zod
 * schema of the component, is many times as fast, and gives no reasons. The guard of a component with a zod `override`
 * calls that.
 */
export const guardsTarget: Target = {
  name: "guards",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const replaced = new Map<string, string>();
    for (const [component, schema] of document.schemas) {
      if (context.override(component, schema)?.zod === undefined) continue;
      replaced.set(component, `z${context.names.get(component) ?? component}`);
      if (context.targets.has("zod")) continue;
      const message = `expected the target zod next to guards, since the guard of ${component} calls zod, received ${[...context.targets].join(", ")}`;
      context.report("missing_target", joinPointer("/components/schemas", component), message);
    }
    const { before, guards } = printGuards(document, {
      names: context.names,
      integers: "safe",
      formatMode: (format) => formatMode(format, context.formats),
      override: (component) => {
        const schema = replaced.get(component);
        return schema === undefined ? undefined : `return ${schema}.safeParse(value).success;`;
      },
    });
    const imports = replaced.size === 0 ? [] : [`import { ${[...replaced.values()].join(", ")} } from "./zod.gen.js";`];
    const statements = [...imports, ...before, ...guards.map(({ text }) => `export ${text}`)];
    const declarations = guards.map(({ component, name }) => {
      const description = document.schemas.get(component)?.description;
      const type = context.names.get(component) ?? component;
      const doc = description === undefined ? "" : docComment(description);
      return `${doc}export declare function ${name}(value: unknown): value is types.${type};\n`;
    });
    return [
      { path: "guards.gen.js", text: `${context.header}\n${statements.join("\n\n")}\n` },
      {
        path: "guards.gen.d.ts",
        text: `${context.header}import type * as types from "./types.gen.js";\n\n${declarations.join("\n")}`,
      },
    ];
  },
};
