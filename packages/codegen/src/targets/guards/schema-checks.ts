import {
  componentOfRef,
  type NormalisedSchema,
  type SchemaType,
  typesOf,
} from "../../normalise/normalised-document.ts";
import { isNever } from "../zod/schema-facts.ts";
import { type Check, onlyIf } from "./checks.ts";
import { type Condition, call, NEVER, not } from "./condition.ts";
import type { Frame } from "./guard-scope.ts";
import { conditionOf, tryCondition } from "./subschema-checks.ts";
import { unionChecks } from "./union-checks.ts";
import { valueChecks } from "./value-checks.ts";

/**
 * The checks of a value for a schema. `value` is an expression that may be printed several times:
 * see `memberChecks`.
 */
export function schemaChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  const { scope } = frame;
  const name = scope.constantOf(schema);
  if (name !== undefined) return [call(name, value)];
  if (schema.$ref !== undefined) return [referenceCheck(componentOfRef(schema.$ref) ?? "", value, frame)];
  if (isNever(schema)) return [NEVER];
  return [
    ...valueChecks(schema, value, frame),
    ...unionChecks(schema, value, frame),
    ...(schema.allOf ?? []).flatMap((member) => schemaChecks(member, value, frame)),
    ...(schema.not ? [not(conditionOf(schema.not, value, frame))] : []),
    ...conditionalChecks(schema, value, frame),
  ];
}

/** Inlines a component that is a single expression, which is faster than calling a function that is not compiled yet. */
function referenceCheck(component: string, value: string, frame: Frame): Condition {
  const target = frame.scope.schemaOf(component);
  const isScalar = target !== undefined && typesOf(target).every((type) => SCALARS.has(type));
  const condition = isScalar && isAlone(target) ? tryCondition(target, value, frame) : undefined;
  return condition?.kind === "fact" ? condition : call(frame.scope.reference(component), value);
}

const SCALARS: ReadonlySet<SchemaType> = new Set(["string", "number", "integer", "boolean", "null"]);

/** Whether a schema has a type and refers to no other schemas. */
function isAlone({ $ref, allOf, anyOf, if: test, not: excluded, oneOf, type }: NormalisedSchema): boolean {
  return type !== undefined && ($ref ?? allOf ?? anyOf ?? test ?? excluded ?? oneOf) === undefined;
}

function conditionalChecks(schema: NormalisedSchema, value: string, frame: Frame): Check[] {
  if (!schema.if) return [];
  const test = conditionOf(schema.if, value, frame);
  const yes = schema.then ? schemaChecks(schema.then, value, frame) : [];
  const no = schema.else ? schemaChecks(schema.else, value, frame) : [];
  return [...onlyIf(test, yes), ...onlyIf(not(test), no)];
}
