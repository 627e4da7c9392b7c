import type { JsonObject } from "../../load/json.ts";
import { joinPointer } from "../../load/json-pointer.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import type { OutputFile, Target, TargetContext } from "../target.ts";
import { toJsonSchema } from "./to-json-schema.ts";

/** A JSON Schema of draft 2020-12 or draft 07 for each component, and a list of all. */
export const jsonSchemaTarget: Target = {
  name: "json-schema",
  async emit(document: NormalisedDocument, context: TargetContext): Promise<readonly OutputFile[]> {
    const draft = context.jsonSchemaDraft;
    const about = `A JSON Schema of draft ${draft === "draft-07" ? "07" : draft}. References between them are relative, so a validator is given all of \`jsonSchemas\`.`;
    const constants: string[] = [];
    const declarations = [
      `${docComment(about)}export interface JsonSchema {\n  readonly [keyword: string]: unknown;\n}\n`,
    ];
    const names: string[] = [];
    for (const [component, schema] of document.schemas) {
      const name = `${context.names.get(component)}JsonSchema`;
      const dropped = new Set<string>();
      const drop = (keyword: string): void => {
        dropped.add(keyword);
      };
      const { schemaBase: base, formats } = context;
      const value = toJsonSchema(component, schema, { draft, base, formats, drop });
      for (const keyword of dropped) {
        const message = `expected keywords that draft 07 of JSON Schema has, received ${keyword}; it is left out of ${name}`;
        context.report("dropped_keyword", joinPointer("/components/schemas", component), message);
      }
      names.push(name);
      constants.push(`export const ${name} = ${literalOf(value)};\n`);
      declarations.push(`${docComment(schema.description ?? "")}export declare const ${name}: JsonSchema;\n`);
    }
    const list = names.length === 0 ? "[]" : `[\n${names.map((name) => `  ${name},\n`).join("")}]`;
    constants.push(`export const jsonSchemas = ${list};\n`);
    declarations.push(
      `${docComment("Every schema of this file.")}export declare const jsonSchemas: readonly JsonSchema[];\n`,
    );
    return [
      { path: "json-schema.gen.js", text: [context.header, ...constants].join("\n") },
      { path: "json-schema.gen.d.ts", text: [context.header, ...declarations].join("\n") },
    ];
  },
};

/** Prints JSON as JavaScript, where an unquoted `__proto__` key would set the prototype. */
function literalOf(value: JsonObject): string {
  const text = JSON.stringify(value, null, 2);
  return text.includes('"__proto__":') ? text.replaceAll('"__proto__":', '["__proto__"]:') : text;
}
