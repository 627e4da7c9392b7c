import type { CheckedSql, Expr } from "@starfix/expr";

/** What fills a column: an expression, or SQL text. */
export type Mapping = Expr | string;

/** Columns and what fills them, in the order of the table. */
export type Mappings = Readonly<Record<string, Mapping>>;

/**
 * SQL texts with their quoted names checked against the input; expressions stand as they are. Nothing is looked at when
 * there is no text, which keeps the callback form cheap.
 */
export type CheckedMappings<TMappings, TColumn extends string> = [Extract<TMappings[keyof TMappings], string>] extends [
  never,
]
  ? unknown
  : {
      readonly [TName in keyof TMappings]: TMappings[TName] extends string
        ? CheckedSql<TMappings[TName], TColumn>
        : TMappings[TName];
    };
