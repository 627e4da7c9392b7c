/** Compiles the definitions from one number up to another. */
export declare function compile(
  from: number,
  to: number,
): readonly { readonly text: string; readonly sha256: string }[];
