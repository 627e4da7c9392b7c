import type { TypeMessage } from "@starfix/expr";
import { type AboutNode, withAbout, withAllowed } from "./about/about-node.ts";
import { type Definition, type DefinitionMark, definitionFormat } from "./definition.ts";
import { DefinitionError } from "./definition-error.ts";
import { type Branches, branchesOf, captureOrigin, captureStack, type Origin } from "./origin.ts";
import { addPatch, type Patch } from "./patch.ts";

/**
 * Type-level function from the missing parts and the calls that exclude others to the type of a builder. A builder whose
 * methods change its type extends it.
 */
export interface BuilderType {
  /** Names of the missing parts; `never` if the definition is complete. */
  readonly missing: string;
  /** Names of the methods that were called and exclude others. */
  readonly given: string;
  /** The builder for these. */
  readonly builder: unknown;
}

/** The builder of a type with these missing parts, after these calls. */
export type Build<TBuilder extends BuilderType, TMissing extends string, TGiven extends string> = (TBuilder & {
  readonly missing: TMissing;
  readonly given: TGiven;
})["builder"];

/** The value that a method takes, unless one of the calls that contradict it was made: then the type is a message. */
export type Alone<TGiven extends string, TOthers extends string, TValue, TSaid extends string> = [
  TGiven & TOthers,
] extends [never]
  ? TValue
  : TypeMessage<`${TSaid} by .${TGiven & TOthers}() already; remove one of the two calls`>;

/** One of several methods that exclude each other. */
export interface Choice {
  readonly group: string;
  readonly method: string;
  /** What each of them does: `credentials are given`. */
  readonly given: string;
}

/** A rule for each member of the request, beyond the type of the contract. A rule throws. */
export type MemberRules<TProps> = { readonly [TKey in keyof TProps]?: (value: unknown) => unknown };

/** What is known of a definition from its first call on. */
export interface DefinitionStart {
  readonly kind: DefinitionMark["kind"];
  /** The id of a job. Without one, the name under which it is exported is its id. */
  readonly name: string | undefined;
  readonly origin: Origin;
  /** Counts unused builders; absent when nothing listens. */
  readonly branches: Branches | undefined;
}

/** The parts of a definition that has just begun, at the place from which `entry` was called. */
export function begin(
  kind: DefinitionStart["kind"],
  name: string | undefined,
  entry: (...args: never[]) => unknown,
): DefinitionStart {
  const origin = captureOrigin(entry);
  return { kind, name, origin, branches: branchesOf({ kind, name, origin }) };
}

/** What a builder holds. */
export interface BuilderState<TNode, TProps> {
  readonly start: DefinitionStart;
  /** The members of the request that are given, by their names in the contract. */
  readonly request: Readonly<Partial<TProps>>;
  /** The members of the node that are given next to the request. */
  readonly parts?: Readonly<Partial<TNode>>;
  /** Changes to the request, in the order in which they were given. */
  readonly patches?: readonly Patch[];
  readonly about?: AboutNode;
  /** The method that was called of each group of methods that exclude each other. */
  readonly chosen?: Readonly<Record<string, string>>;
}

const noPatches: readonly Patch[] = Object.freeze([]);
const noParts: object = Object.freeze({});

/** The property of every builder that has its mark; see {@link definitionMarkOf}. */
const markKey: symbol = Symbol.for("@starfix/dsl/definition");
/** The method of every builder that adds metadata; see {@link withMetadata}. */
const aboutKey: symbol = Symbol.for("@starfix/dsl/about");

/**
 * Base of all builders: immutable, every change returns a new builder of the same class. A subclass keeps the signature of
 * the constructor. `TNode` is what the compiler takes, `TProps` the request of the contract.
 */
export abstract class DefinitionBuilder<TNode, TProps extends object> {
  readonly #state: BuilderState<TNode, TProps>;
  /** Made at the first use, since thousands of jobs may use one connection. */
  #node: TNode | undefined;
  /** Whether a call continued from this builder, or its node was taken. */
  #used = false;

  static {
    // Outside of the type, so that completion after a dot shows methods only.
    Object.defineProperty(DefinitionBuilder.prototype, markKey, {
      get(this: DefinitionBuilder<unknown, object>): DefinitionMark {
        const { kind, name, origin, branches } = this.#state.start;
        return { kind, format: definitionFormat, name, origin, ...(branches && { branches }) };
      },
    });
    Object.defineProperty(DefinitionBuilder.prototype, aboutKey, {
      value(this: DefinitionBuilder<unknown, object>, said: AboutNode): unknown {
        return this.withAbout(said);
      },
    });
  }

  constructor(state: BuilderState<TNode, TProps>) {
    this.#state = state;
  }

  /** The members of the request that are given so far. */
  protected get request(): Readonly<Partial<TProps>> {
    return this.#state.request;
  }

  /** The members of the node that are given so far, next to the request. */
  protected get parts(): Readonly<Partial<TNode>> {
    // Nothing is given of any node.
    return this.#state.parts ?? (noParts as Readonly<Partial<TNode>>);
  }

  /** Rules for the members of the request. */
  protected get rules(): MemberRules<TProps> {
    return noParts;
  }

  /** The calls that are missing. */
  protected missing(): readonly string[] {
    return [];
  }

  /** Throws when the parts of a complete definition do not fit each other. */
  protected check(_node: TNode): void {}

  /** Makes a builder in which a member of the request has another value. */
  protected set<TNext, TKey extends keyof TProps = keyof TProps>(
    key: TKey,
    value: TProps[TKey],
    choice?: Choice,
  ): TNext {
    this.rules[key]?.(value);
    // A key and its value are a part of the request.
    const member = { [key]: frozenCopy(value) } as unknown as Partial<TProps>;
    return this.withRequest({ ...this.#state.request, ...member }, choice);
  }

  /** Makes a builder with another request. */
  protected withRequest<TNext>(request: Readonly<Partial<TProps>>, choice?: Choice): TNext {
    return this.#next({ request: Object.freeze(request) }, choice);
  }

  /** Makes a builder with other members of the node. */
  protected with<TNext>(parts: Readonly<Partial<TNode>>, choice?: Choice): TNext {
    return this.#next({ parts: { ...this.#state.parts, ...parts } }, choice);
  }

  /** Makes a builder with more metadata. */
  protected withAbout<TNext>(said: AboutNode): TNext {
    return this.#next({ about: withAbout(this.#state.about, said) });
  }

  /**
   * Changes the finished request body. The result is validated like any other request. Calling it again adds another
   * change.
   *
   * @example
   * lake.patch((json) => ({ ...json, prefix: "projectA/" }))
   * // => { "type": "s3", "name": "lake", …, "prefix": "projectA/" }
   */
  patch(change: Patch<TProps>): this {
    return this.#next({ patches: addPatch(this.#state.patches ?? noPatches, change) });
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * koalas.allow("reads_its_target", "rows are deduplicated by a later job")
   */
  allow(code: string, reason: string): this {
    return this.#next({ about: withAllowed(this.#state.about, code, reason) });
  }

  /**
   * The definition as frozen data, the input of the compiler.
   *
   * @throws DefinitionError with the missing calls, if the definition is incomplete.
   */
  toNode(this: Definition<TNode>): TNode;
  toNode(): TNode {
    this.#use();
    this.#node ??= this.#finish();
    return this.#node;
  }

  #finish(): TNode {
    const { start, request, parts, patches = noPatches, about } = this.#state;
    const { kind, name, origin } = start;
    const missing = this.missing();
    if (missing.length > 0) {
      const shown = name === undefined ? "" : ` ${JSON.stringify(name)}`;
      throw new DefinitionError(`incomplete ${kind}${shown}: ${missing.join("; ")}`);
    }
    const said = about && { about };
    const node =
      kind === "job"
        ? { kind, type: Reflect.get(request, "type"), id: name, origin, request, patches, ...said, ...parts }
        : { kind, name, origin, request, patches, ...said };
    Object.freeze(request);
    // Nothing that must be there is missing.
    const finished = Object.freeze(node) as TNode;
    this.check(finished);
    return finished;
  }

  #next<TNext>(change: Partial<BuilderState<TNode, TProps>>, choice?: Choice): TNext {
    const { branches } = this.#state.start;
    const chosen = choice && { chosen: this.#choose(choice) };
    // `constructor` has the type Function; every subclass keeps the signature of this class.
    const Concrete = this.constructor as new (state: BuilderState<TNode, TProps>) => TNext & object;
    const next = new Concrete({ ...this.#state, ...change, ...chosen });
    if (branches !== undefined) {
      this.#use();
      branches.open++;
      branches.unused?.set(next, captureStack());
    }
    return next;
  }

  #use(): void {
    const { branches } = this.#state.start;
    if (this.#used || branches === undefined) return;
    this.#used = true;
    branches.open--;
    branches.unused?.delete(this);
  }

  #choose({ group, method, given }: Choice): Readonly<Record<string, string>> {
    const { chosen } = this.#state;
    const earlier = chosen?.[group];
    if (earlier !== undefined && earlier !== method) {
      throw new DefinitionError(
        `${given} by .${earlier}() already, and .${method}() contradicts it; remove one of the two calls`,
        { code: "contradicting_calls" },
      );
    }
    return { ...chosen, [group]: method };
  }
}

/**
 * The mark of a builder, complete or not, whichever copy of this package made it; undefined for anything else.
 *
 * @example
 * definitionMarkOf(s3Connection("demo-conn"))?.name;
 * // => "demo-conn"
 */
export function definitionMarkOf(value: unknown): DefinitionMark | undefined {
  if (typeof value !== "object" || value === null || !(markKey in value)) return undefined;
  // Every builder has its mark there.
  return Reflect.get(value, markKey) as DefinitionMark;
}

/** A builder of the same class with more metadata; undefined for what is no builder. */
export function withMetadata<TBuilder>(builder: TBuilder, said: AboutNode): TBuilder | undefined {
  if (typeof builder !== "object" || builder === null) return undefined;
  const method: unknown = Reflect.get(builder, aboutKey);
  // It returns a builder of the same class.
  return typeof method === "function" ? (Reflect.apply(method, builder, [said]) as TBuilder) : undefined;
}

/** The calls that are missing of a request: those for the parts of which no member is set. */
export function missingCalls<TPart extends string, TProps extends object>(
  request: Readonly<Partial<TProps>>,
  calls: Readonly<Record<TPart, string>>,
  parts: Readonly<Record<TPart, readonly (keyof TProps)[]>>,
): readonly string[] {
  // The keys of a frozen literal are the parts.
  const names = Object.keys(calls) as TPart[];
  return names.filter((part) => parts[part].every((key) => request[key] === undefined)).map((part) => calls[part]);
}

/** The calls that are missing of a job: those for the parts that are not given. */
export function missingOf<TPart extends string>(
  calls: Readonly<Record<TPart, string>>,
  given: Readonly<Record<TPart, unknown>>,
): readonly string[] {
  let missing: string[] | undefined;
  for (const part in calls) {
    if (given[part] === undefined) missing = [...(missing ?? []), calls[part]];
  }
  return missing ?? none;
}

const none: readonly string[] = [];

/** Copies and freezes plain objects and arrays deeply; instances of classes are kept as they are. */
function frozenCopy<TValue>(value: TValue): TValue {
  if (typeof value !== "object" || value === null) return value;
  // A copy with the same members has the same type.
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy)) as TValue;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, frozenCopy(member)]);
  return Object.freeze(Object.fromEntries(entries)) as TValue;
}
