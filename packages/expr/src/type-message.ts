/** An error message as a type: nothing is assignable to it, so the compiler shows its text. */
export interface TypeMessage<TText extends string> {
  readonly $message: TText;
}
