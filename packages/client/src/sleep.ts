/** Waits `ms` milliseconds, or throws the reason of the first signal that aborts. */
export async function sleep(ms: number, signals: readonly AbortSignal[]): Promise<void> {
  for (const signal of signals) signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      for (const [signal, stop] of listeners) signal.removeEventListener("abort", stop);
      settle();
    };
    const timer = setTimeout(() => end(resolve), ms);
    const listeners = signals.map((signal) => [signal, () => end(() => reject(signal.reason))] as const);
    for (const [signal, stop] of listeners) signal.addEventListener("abort", stop);
  });
}
