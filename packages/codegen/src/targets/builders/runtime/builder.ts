/**
 * Type-level function from the parts still missing to the builder type. A concrete builder extends it:
 *
 * @example
 * interface S3ConnectionType extends BuilderType {
 *   readonly builder: S3ConnectionBuilder<this["missing"]>;
 * }
 */
export interface BuilderType {
  /** Names of the missing parts; `never` if the request is complete. */
  readonly missing: string;
  /** The builder for these missing parts. */
  readonly builder: unknown;
}

/**
 * The builder of `TBuilder` with the missing parts `TMissing`.
 *
 * @example
 * type Complete = Build<S3ConnectionType, never>; // S3ConnectionBuilder<never>
 */
export type Build<TBuilder extends BuilderType, TMissing extends string> = (TBuilder & {
  readonly missing: TMissing;
})["builder"];

/** The state of a builder, which is copied to the builders derived from it. */
export interface BuilderState<TProps extends object> {
  /** The members of the request set so far, by their names in the contract. */
  readonly props: Readonly<Partial<TProps>>;
  /** Data of the builder's creator, such as the place of the definition. It is not used here. */
  readonly origin?: unknown;
}

/**
 * Base of all generated builders: immutable, every change returns a new builder of the same concrete class.
 * A subclass must keep the signature of the constructor: one argument, a `BuilderState`.
 *
 * @example
 * class Greeting extends Builder<{ text: string }> {
 *   text(value: string): Greeting { return this.set("text", value); }
 *   toNode(): { text?: string } { return this.props; }
 * }
 * new Greeting({ props: {} }).text("hello").toNode();
 * // => { "text": "hello" }
 */
export abstract class Builder<TProps extends object> {
  readonly #state: BuilderState<TProps>;

  constructor(state: BuilderState<TProps>) {
    this.#state = Object.freeze({ props: freezeCopy(state.props), origin: state.origin });
  }

  /** The members set so far, frozen, in the order in which they were first set. */
  protected get props(): Readonly<Partial<TProps>> {
    return this.#state.props;
  }

  /** The data of the first builder's creator. */
  protected get origin(): unknown {
    return this.#state.origin;
  }

  /**
   * Returns a builder in which the member `key` is `value` and the members in `cleared` are absent.
   * `TNext` is the type of the new builder; at run time it has the class of this one.
   */
  protected set<TNext, TKey extends keyof TProps = keyof TProps>(
    key: TKey,
    value: TProps[TKey],
    cleared: readonly (keyof TProps)[] = [],
  ): TNext {
    const props = { ...this.#state.props, [key]: value };
    for (const name of cleared) delete props[name];
    // `constructor` has the type Function; every subclass keeps the signature of this class.
    const Concrete = this.constructor as new (state: BuilderState<TProps>) => TNext;
    return new Concrete({ props, origin: this.#state.origin });
  }
}

/** Copies made here are deeply frozen, so they need not be copied again. */
const copies: WeakSet<object> = new WeakSet();

/** Copies and freezes plain objects and arrays deeply; instances of classes are kept as they are. */
function freezeCopy<TValue>(value: TValue): TValue {
  if (typeof value !== "object" || value === null || copies.has(value)) return value;
  // A copy with the same members has the same type.
  if (Array.isArray(value)) return remember(value.map(freezeCopy)) as TValue;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return remember(
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, freezeCopy(member)])),
  ) as TValue;
}

function remember<TValue extends object>(copy: TValue): TValue {
  copies.add(copy);
  return Object.freeze(copy);
}
