import type { CheckedSql, Expr } from "@starfix/expr";
import type { AnyTable, FittedMappings, TableShape } from "../table/table-shape.ts";

/** What fills a column: an expression, or SQL text. */
export type Mapping = Expr | string;

/** Columns and what fills them, in the order of the table. */
export type Mappings = Readonly<Record<string, Mapping>>;

/** The same as pairs, for names such as `"1"` that JavaScript would move. Their columns are checked by the compiler. */
export type MappingPairs = readonly (readonly [column: string, value: Mapping])[];

/** Columns and the expressions that fill them. */
export type ExprMappings = Readonly<Record<string, Expr>>;

/**
 * Expressions that nothing is to be held against: those of a job whose table is not declared. The text beside them is
 * none that is ever written: a literal type in the place of a value makes the type checker keep the text of SQL as it
 * reads it, so that the next overload of `.map()` can look at it.
 */
export type FreeMappings<TTable> = Readonly<Record<string, KeepsTexts | (TTable extends AnyTable ? Expr : never)>>;

type KeepsTexts = "\0";

/**
 * SQL texts with their quoted names checked against the input, and all checked against the table where one is declared;
 * what is right stands as it is.
 */
export type CheckedMappings<TMappings, TColumn extends string, TTable> = TMappings extends ExprMappings
  ? TTable extends TableShape
    ? FittedMappings<TMappings, TTable>
    : unknown
  : {
      readonly [TName in keyof TMappings]: TMappings[TName] extends string
        ? CheckedSql<TMappings[TName], TColumn>
        : TMappings[TName];
    } & (TTable extends TableShape ? FittedMappings<TMappings, TTable> : unknown);
