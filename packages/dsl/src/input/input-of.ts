import type { InputSchema, InputType } from "@starfix/expr";

/**
 * The data type of a field, from the type of its values in TypeScript. A number is whole or not by what its schema says
 * at run time, so it is either here.
 */
type TypeOfField<TValue> = unknown extends TValue
  ? InputType
  : [TValue] extends [string | boolean | Date]
    ? "string"
    : [TValue] extends [bigint]
      ? "long"
      : [TValue] extends [number]
        ? "long" | "double"
        : [TValue] extends [readonly (infer TItem)[]]
          ? [NonNullable<TItem>] extends [string | boolean]
            ? "stringArray"
            : [NonNullable<TItem>] extends [number]
              ? "longArray" | "doubleArray"
              : "json"
          : [TValue] extends [object]
            ? "json"
            : InputType;

/** The input schema of records that have a type in TypeScript. */
export type InputOfType<TRecord> = {
  readonly [TName in keyof TRecord & string]-?: TypeOfField<NonNullable<TRecord[TName]>>;
};

/** The input schema of a JSON Schema that is written out as a literal; of any other, some input schema. */
export type InputOfJsonSchema<TSchema> = TSchema extends { readonly properties: infer TProperties }
  ? string extends keyof TProperties
    ? InputSchema
    : { readonly [TName in keyof TProperties & string]: TypeOfProperty<TProperties[TName]> }
  : InputSchema;

type TypeOfProperty<TProperty> = TProperty extends { readonly type: infer TType }
  ? TypeOfName<TType extends readonly (infer TName)[] ? Exclude<TName, "null"> : TType, TProperty>
  : TProperty extends { readonly enum: readonly string[] } | { readonly const: string }
    ? "string"
    : InputType;

type TypeOfName<TName, TProperty> = [TName] extends ["string" | "boolean"]
  ? "string"
  : [TName] extends ["integer"]
    ? "long"
    : [TName] extends ["number" | "integer"]
      ? "double"
      : [TName] extends ["object"]
        ? "json"
        : [TName] extends ["array"]
          ? TProperty extends { readonly items: { readonly type: infer TItem } }
            ? TypeOfItems<TItem extends readonly (infer TOne)[] ? Exclude<TOne, "null"> : TItem>
            : InputType
          : InputType;

type TypeOfItems<TItem> = [TItem] extends ["string" | "boolean"]
  ? "stringArray"
  : [TItem] extends ["integer"]
    ? "longArray"
    : [TItem] extends ["number" | "integer"]
      ? "doubleArray"
      : [TItem] extends ["object" | "array"]
        ? "json"
        : InputType;
