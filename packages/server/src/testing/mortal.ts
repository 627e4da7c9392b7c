/** Something whose calls settle only while its owner lives: a process that is killed sees the answer of no later call. */
export interface Life {
  /** Calls that are still answered. */
  left: number;
}

/** An object whose methods, and those of its members, are no longer answered when the life has ended. */
export function mortal<TObject extends object>(object: TObject, life: Life): TObject {
  return new Proxy(object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value === "object" && value !== null && name !== "capabilities") return mortal(value, life);
      if (typeof value !== "function") return value;
      return (...args: readonly unknown[]): unknown => {
        life.left -= 1;
        if (life.left < 0) return new Promise(() => undefined);
        const answer: unknown = Reflect.apply(value, target, args);
        // The last call has its effect, and its answer is never seen.
        if (life.left === 0) return new Promise(() => undefined);
        return typeof answer === "object" && answer !== null && !(answer instanceof Promise)
          ? mortal(answer, life)
          : answer;
      };
    },
  });
}
