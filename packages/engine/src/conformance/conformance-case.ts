import assert from "node:assert/strict";
import type { Engine } from "../engine.ts";
import { HeldObjects } from "./held-objects.ts";
import { createRandom } from "./random.ts";

/**
 * Gives an engine. A case that closes or kills its engine asks for its `own`, over a place that no other case uses, and
 * closes it; all other cases may share one, which the caller closes after the last of them.
 */
export type EngineFactory = (use: "shared" | "own") => Promise<Engine>;

export interface EngineConformanceOptions {
  /**
   * Opens an engine over the place of one that was closed: it finds what was kept there. Without it the cases that reopen
   * an engine are left out.
   */
  readonly reopen?: (closed: Engine) => Promise<Engine>;
  /**
   * Kills what runs an engine's jobs without any notice, and gives an engine over the same place: the same one where it
   * recovers by itself. Without it the cases that kill are left out.
   */
  readonly kill?: (engine: Engine) => Promise<Engine>;
  /**
   * Where the objects of the cases are. `s3`: a loopback server of the suite, which holds their bytes back until the case
   * releases them. `file`: files that the engine reads itself; the cases with held bytes are then left out.
   *
   * @default "s3"
   */
  readonly objects?: "s3" | "file";
  /** How many runs the engine can have at once without one that waits for another. @default 3 */
  readonly runsAtOnce?: number;
  /** How many random moments the cases with such moments try, each. @default 4, and 2 where the engine is killed */
  readonly moments?: number;
  /** Decides the random moments. @default 1 */
  readonly seed?: number;
  /** Begins the name of every table and run, for an engine that keeps those of other suites. @default "conformance" */
  readonly prefix?: string;
}

/** One rule of the interface, to be run as a test. */
export interface EngineCase {
  readonly name: string;
  run(): Promise<void>;
}

/** What a case works with. */
export interface Scene {
  /** The engine, or the one that took its place when it was reopened or killed. */
  readonly engine: Engine;
  /** A name for a table or a run that no other case uses. */
  name(suffix: string): string;
  /** Objects whose bytes come when the case releases them. */
  held(): Promise<HeldObjects>;
  /** Closes the engine and opens one over the same place. */
  reopen(): Promise<Engine>;
  kill(): Promise<Engine>;
  /** The next random whole number below a limit. */
  random(limit: number): number;
}

/** Makes the cases of one suite. */
export class CaseFactory {
  readonly options: EngineConformanceOptions;
  readonly #open: EngineFactory;
  #cases = 0;

  constructor(open: EngineFactory, options: EngineConformanceOptions) {
    this.#open = open;
    this.options = options;
  }

  /** A case on an engine that other cases use as well. */
  shared(name: string, body: (scene: Scene) => Promise<void>): EngineCase {
    return this.#create(name, "shared", body);
  }

  /** A case on an engine of its own, which is closed after it. */
  own(name: string, body: (scene: Scene) => Promise<void>): EngineCase {
    return this.#create(name, "own", body);
  }

  #create(name: string, use: "shared" | "own", body: (scene: Scene) => Promise<void>): EngineCase {
    this.#cases += 1;
    const { prefix = "conformance", seed = 1, kill, reopen } = this.options;
    const id = `${prefix}_${this.#cases}`;
    return {
      name,
      run: async () => {
        let engine = await this.#open(use);
        let held: HeldObjects | undefined;
        try {
          await body({
            get engine() {
              return engine;
            },
            name: (suffix) => `${id}_${suffix}`,
            held: async () => {
              held ??= await HeldObjects.start();
              return held;
            },
            reopen: async () => {
              assert.ok(reopen, "the engine can be reopened");
              await engine.close();
              engine = await reopen(engine);
              return engine;
            },
            kill: async () => {
              assert.ok(kill, "the engine can be killed");
              engine = await kill(engine);
              return engine;
            },
            random: createRandom(seed),
          });
        } finally {
          if (use === "own") await engine.close();
          await held?.close();
        }
      },
    };
  }
}
