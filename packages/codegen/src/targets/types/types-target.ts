import type { OutputFile, Target } from "../target.ts";
import { viewDocument } from "./document-view.ts";
import { schemaDoc } from "./schema-doc.ts";
import { startSkeletonPrinter } from "./skeleton-printer.ts";
import { TypePrinter } from "./type-printer.ts";

/** A type for each component schema, and `paths`, `components` and `operations` printed by openapi-typescript. */
export function createTypesTarget(): Target {
  const skeletonPrinter = startSkeletonPrinter();
  return {
    name: "types",
    async emit(document, context): Promise<readonly OutputFile[]> {
      const printer = new TypePrinter(document, context.names);
      const skeleton = viewDocument(document.root, (schema) => printer.print(schema, ""));
      const printing = skeletonPrinter.print(skeleton, context.names);
      const imports = new Set<string>();
      const aliases: string[] = [];
      for (const [component, schema] of document.schemas) {
        const override = context.override(component, schema);
        for (const line of override?.imports?.types ?? []) imports.add(line);
        const type = override?.type ?? printer.printComponent(component, schema);
        const start = `${schemaDoc(schema, "")}export type ${context.names.get(component)} =`;
        aliases.push(`${start}${type.startsWith("\n") ? "" : " "}${type};\n`);
      }
      const parts = [
        context.header,
        ...(imports.size > 0 ? [[...imports, ""].join("\n")] : []),
        await printing,
        ...aliases,
      ];
      return [{ path: "types.gen.d.ts", text: `${parts.join("\n").trimEnd()}\n` }];
    },
    close: () => skeletonPrinter.close(),
  };
}
