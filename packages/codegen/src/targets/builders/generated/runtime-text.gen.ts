// Generated from ../runtime by `npm run embed` in packages/codegen. Do not edit.

/** The runtime as JavaScript. */
export const BUILDER_RUNTIME_JS: string = `/**
 * Base of all generated builders: immutable, every change makes a new builder of the same concrete class.
 * A subclass keeps the constructor as it is: one argument, a \`BuilderState\`.
 *
 * @example
 * class Greeting extends Builder<{ text: string }> {
 *   text(value: string): Greeting { return this.set("text", value); }
 *   toNode(): { text?: string } { return this.props; }
 * }
 * new Greeting({ props: {} }).text("hello").toNode();
 * // => { "text": "hello" }
 */
export class Builder {
    #state;
    constructor(state) {
        this.#state = Object.freeze({ props: freezeCopy(state.props), origin: state.origin });
    }
    /** The members given so far, frozen, in the order they were first given. */
    get props() {
        return this.#state.props;
    }
    /** The value that the maker of the first builder handed in. */
    get origin() {
        return this.#state.origin;
    }
    /**
     * Makes a builder in which the member \`key\` is \`value\` and the members named in \`cleared\` are gone.
     * The caller says what type the new builder has; at run time it is always the class of this one.
     */
    set(key, value, cleared = []) {
        const props = { ...this.#state.props, [key]: value };
        for (const name of cleared)
            delete props[name];
        // A constructor is typed as Function only; every subclass keeps the signature of this class.
        const Concrete = this.constructor;
        return new Concrete({ props, origin: this.#state.origin });
    }
}
/** Copies made here are frozen to the bottom, so they need not be copied again. */
const copies = new WeakSet();
/** Copies and freezes plain objects and arrays to the bottom; instances of classes are values of their own and stay. */
function freezeCopy(value) {
    if (typeof value !== "object" || value === null || copies.has(value))
        return value;
    // A copy with the same members has the same type.
    if (Array.isArray(value))
        return remember(value.map(freezeCopy));
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null)
        return value;
    return remember(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, freezeCopy(member)])));
}
function remember(copy) {
    copies.add(copy);
    return Object.freeze(copy);
}
`;

/** The declarations of the runtime. */
export const BUILDER_RUNTIME_DTS: string = `/**
 * Type-level function from the parts still missing to the builder type. A concrete builder extends it:
 *
 * @example
 * interface S3ConnectionType extends BuilderType {
 *   readonly builder: S3ConnectionBuilder<this["missing"]>;
 * }
 */
export interface BuilderType {
    /** Names of the parts that are not given yet; \`never\` when the request is complete. */
    readonly missing: string;
    /** The builder for these missing parts. */
    readonly builder: unknown;
}
/**
 * The builder that \`TBuilder\` makes when \`TMissing\` is still missing.
 *
 * @example
 * type Complete = Build<S3ConnectionType, never>; // S3ConnectionBuilder<never>
 */
export type Build<TBuilder extends BuilderType, TMissing extends string> = (TBuilder & {
    readonly missing: TMissing;
})["builder"];
/** What a builder is made from. Every part is carried to the builders that follow it. */
export interface BuilderState<TProps extends object> {
    /** The members of the request that are given so far, by their names in the contract. */
    readonly props: Readonly<Partial<TProps>>;
    /** Whatever the maker of the builder wants to find again, such as the place of the definition. It is never read here. */
    readonly origin?: unknown;
}
/**
 * Base of all generated builders: immutable, every change makes a new builder of the same concrete class.
 * A subclass keeps the constructor as it is: one argument, a \`BuilderState\`.
 *
 * @example
 * class Greeting extends Builder<{ text: string }> {
 *   text(value: string): Greeting { return this.set("text", value); }
 *   toNode(): { text?: string } { return this.props; }
 * }
 * new Greeting({ props: {} }).text("hello").toNode();
 * // => { "text": "hello" }
 */
export declare abstract class Builder<TProps extends object> {
    #private;
    constructor(state: BuilderState<TProps>);
    /** The members given so far, frozen, in the order they were first given. */
    protected get props(): Readonly<Partial<TProps>>;
    /** The value that the maker of the first builder handed in. */
    protected get origin(): unknown;
    /**
     * Makes a builder in which the member \`key\` is \`value\` and the members named in \`cleared\` are gone.
     * The caller says what type the new builder has; at run time it is always the class of this one.
     */
    protected set<TNext, TKey extends keyof TProps = keyof TProps>(key: TKey, value: TProps[TKey], cleared?: readonly (keyof TProps)[]): TNext;
}
`;
