import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import { stringLiteral } from "./literal-type.ts";

/** The JSDoc comment of a component or a property: its annotations, and constraints that its type cannot express. */
export function schemaDoc(schema: NormalisedSchema, indent: string): string {
  const text = schema.description ?? schema.title ?? "";
  const tags: string[] = [];
  if (schema.format !== undefined) tags.push(`@format ${schema.format}`);
  if (schema.pattern !== undefined) tags.push(`@pattern ${schema.pattern}`);
  if (schema.default !== undefined) tags.push(`@default ${plain(schema.default)}`);
  if (schema.deprecated) tags.push("@deprecated");
  if (text === "" && tags.length === 0) return "";
  const parts = [text.trim(), tags.join("\n")].filter((part) => part !== "");
  return docComment(parts.join("\n\n"), indent);
}

function plain(value: NonNullable<NormalisedSchema["default"]> | null): string {
  return typeof value === "string" ? stringLiteral(value) : JSON.stringify(value);
}
