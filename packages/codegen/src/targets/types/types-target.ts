import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { printOperations } from "./print-operations.ts";
import { schemaDoc } from "./schema-doc.ts";
import { TypePrinter } from "./type-printer.ts";

/** A type for each component schema, and `paths`, `components` and `operations` as openapi-typescript prints them. */
export const typesTarget: Target = {
  name: "types",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const printer = new TypePrinter(document, context.names);
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
      printOperations(document, context.names, printer),
      ...aliases,
    ];
    return [{ path: "types.gen.ts", text: `${parts.join("\n").trimEnd()}\n` }];
  },
};
