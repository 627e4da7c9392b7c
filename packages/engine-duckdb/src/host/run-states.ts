import type { RunState } from "@starfix/engine";

/** The state of one run and those who observe it. */
export class RunStates {
  #state: RunState | undefined;
  #over = false;
  readonly #waiting = new Set<() => void>();

  publish(state: RunState): void {
    this.#state = state;
    this.#wake();
  }

  /** Ends all observing without another state. */
  end(): void {
    this.#over = true;
    this.#wake();
  }

  /** The newest state now and after each change; states in between are skipped by a slow observer. */
  async *observe(signal?: AbortSignal): AsyncGenerator<RunState, void, undefined> {
    let seen: RunState | undefined;
    while (!this.#over && signal?.aborted !== true) {
      const state = this.#state;
      if (state === undefined || state === seen) {
        await this.#changed(signal);
        continue;
      }
      seen = state;
      yield state;
      if (state.state !== "running") return;
    }
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #changed(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener("abort", stop);
        resolve();
      };
      const stop = (): void => {
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal?.addEventListener("abort", stop, { once: true });
    });
  }
}
