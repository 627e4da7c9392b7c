import type { TypeMessage } from "./type-message.ts";

/**
 * The first quoted name of an SQL text that is not a known column; `never` when all are known. Text in single quotes is
 * skipped. Names without quotes are left to `checkExpr`, and so is a text whose type is just `string`.
 */
export type UnknownColumns<TSql extends string, TKnown extends string> = TSql extends `${infer TBefore}"${infer TAfter}`
  ? TBefore extends `${string}'${string}`
    ? TSql extends `${string}'${string}'${infer TRest}`
      ? UnknownColumns<TRest, TKnown>
      : never
    : TAfter extends `${infer TName}"${infer TRest}`
      ? TRest extends `"${string}`
        ? UnknownEscaped<TAfter, TKnown, "">
        : TName extends TKnown
          ? UnknownColumns<TRest, TKnown>
          : TName
      : never
  : never;

/** A name with doubled quotes in it, read piece by piece. */
type UnknownEscaped<
  TAfter extends string,
  TKnown extends string,
  TRead extends string,
> = TAfter extends `${infer TPiece}"${infer TRest}`
  ? TRest extends `"${infer TMore}`
    ? UnknownEscaped<TMore, TKnown, `${TRead}${TPiece}"`>
    : `${TRead}${TPiece}` extends TKnown
      ? UnknownColumns<TRest, TKnown>
      : `${TRead}${TPiece}`
  : never;

/** The message of a misspelt column, with the known names. */
export interface UnknownColumn<TName extends string, TKnown extends string>
  extends TypeMessage<`unknown column: ${TName}`> {
  readonly $known: TKnown;
}

/** The SQL text itself when each quoted name in it is a known column, else the message that names the unknown one. */
export type CheckedSql<TSql extends string, TKnown extends string> = [UnknownColumns<TSql, TKnown>] extends [never]
  ? TSql
  : UnknownColumn<UnknownColumns<TSql, TKnown>, TKnown>;
