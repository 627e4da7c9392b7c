import type { NormalisedSchema } from "../../normalise/normalised-document.ts";
import type { Place, TypePrinter } from "./type-printer.ts";
import { printOperand, printUnion, type TypeText, UNKNOWN } from "./type-text.ts";

/** The type of the arrays of a schema: an array, or a tuple for `prefixItems`. */
export function printArray(schema: NormalisedSchema, place: Place, printer: TypePrinter): string {
  const inner: Place = { ...place, isDirect: false };
  const rest = restOf(schema, inner, printer);
  const { prefixItems = [], minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (maxItems === 0) return "[]";
  if (prefixItems.length === 0) return rest.length === 0 ? "[]" : `${printOperand(rest, place.indent)}[]`;
  const elements: string[] = [];
  let isClosed = rest.length === 0 || maxItems <= prefixItems.length;
  for (const [index, item] of prefixItems.entries()) {
    if (index >= maxItems) break;
    const type = printer.type(item, inner);
    // An item without a valid value ends the array before it.
    if (type.length === 0 && index >= minItems) {
      isClosed = true;
      break;
    }
    elements.push(index < minItems ? printUnion(type, place.indent) : `${printOperand(type, place.indent)}?`);
  }
  if (!isClosed) elements.push(`...${printOperand(rest, place.indent)}[]`);
  return `[${elements.join(", ")}]`;
}

/** The rest element of a tuple. */
function restOf(schema: NormalisedSchema, place: Place, printer: TypePrinter): TypeText {
  if (schema.items) return printer.type(schema.items, place);
  // With composition, other members may evaluate items, so `unevaluatedItems` does not describe all of them.
  const isAlone =
    !schema.allOf && !schema.anyOf && !schema.oneOf && !schema.if && !schema.contains && !schema.dependentSchemas;
  if (schema.unevaluatedItems === undefined || !isAlone) return UNKNOWN;
  return schema.unevaluatedItems === false ? [] : printer.type(schema.unevaluatedItems, place);
}
