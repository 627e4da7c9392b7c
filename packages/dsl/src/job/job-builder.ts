import { type AboutNode, withAbout, withAllowed } from "../about/about-node.ts";
import { type DefinitionMark, definitionFormat } from "../definition.ts";
import { DefinitionError } from "../definition-error.ts";
import { captureOrigin, record } from "../origin.ts";
import { parseName } from "../parse-name.ts";
import { addPatch, type Patch } from "../patch.ts";
import type { JobStart } from "./job-node.ts";

/** What the builder of a job holds: its node, as far as it is given, and nothing to copy when it is whole. */
export type JobProps<TNode extends JobStart> = JobStart<TNode["type"]> & Partial<TNode>;

/** What all builders of jobs have in common: every change makes a new builder of the same class. */
export abstract class JobBuilder<TProps extends JobStart> {
  readonly #props: Readonly<TProps>;

  constructor(props: Readonly<TProps>) {
    this.#props = Object.freeze(props);
  }

  /** Marks a definition, for the compiler. */
  get "~definition"(): DefinitionMark {
    return { kind: "job", format: definitionFormat, name: this.#props.id, origin: this.#props.origin };
  }

  /** What is given so far. */
  protected get props(): Readonly<TProps> {
    return this.#props;
  }

  /** Makes a builder with other parts. The caller says what type it has; at run time it is always the class of this one. */
  protected with<TNext>(parts: Partial<TProps>): TNext {
    // A constructor is typed as Function only; every subclass keeps the signature of this class.
    const Concrete = this.constructor as new (props: Readonly<TProps>) => TNext;
    return new Concrete({ ...this.#props, ...parts });
  }

  /** Adds a change to the request. */
  protected withPatch<TNext>(change: Patch<never>): TNext {
    const patches: Partial<JobStart> = { patches: addPatch(this.#props.patches, change) };
    return this.with(patches as Partial<TProps>);
  }

  /**
   * Silences one warning of this definition and records why; `manifest.json` lists it. Errors cannot be silenced, and an
   * `.allow()` that silences nothing is a warning itself. Calling it again with the same code replaces the reason.
   *
   * @example
   * koalas.allow("reads_its_target", "rows are deduplicated by a later job")
   */
  allow(code: string, reason: string): this {
    const about: Partial<JobStart> = { about: withAllowed(this.#props.about, code, reason) };
    return this.with(about as Partial<TProps>);
  }

  /** Adds metadata, for `about()` and `internal()`. */
  "~about"(said: AboutNode): unknown {
    const about: Partial<JobStart> = { about: withAbout(this.#props.about, said) };
    return this.with(about as Partial<TProps>);
  }

  /** The node, or an error that names what is to be called for each part that is not given. */
  protected complete<TNode extends JobStart, TPart extends string>(
    calls: Readonly<Record<TPart, string>>,
    given: Readonly<Record<TPart, unknown>>,
  ): TNode {
    for (const part in calls) {
      if (given[part] === undefined) throw this.#incomplete(calls, given);
    }
    // Nothing that must be there is missing.
    return this.#props as JobStart as TNode;
  }

  #incomplete<TPart extends string>(
    calls: Readonly<Record<TPart, string>>,
    given: Readonly<Record<TPart, unknown>>,
  ): DefinitionError {
    const missing = (Object.keys(calls) as TPart[]).filter((part) => given[part] === undefined);
    const name = this.#props.id === undefined ? "" : ` ${JSON.stringify(this.#props.id)}`;
    return new DefinitionError(`incomplete job${name}: ${missing.map((part) => calls[part]).join("; ")}`);
  }
}

/** The parts of a job that has just begun, at the place from which `entry` was called. */
export function beginJob<TType extends string>(
  type: TType,
  id: string | undefined,
  entry: (...args: never[]) => unknown,
): JobStart<TType> {
  const origin = captureOrigin(entry);
  if (id !== undefined) parseName("job id", id);
  record({ kind: "job", name: id, origin });
  return { kind: "job", type, id, origin, patches: noPatches };
}

const noPatches: readonly Patch[] = Object.freeze([]);
