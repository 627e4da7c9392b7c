import type { Store } from "../store.ts";

/** Opens a store over a place: the same place again, after the store was closed, finds what was kept there. */
export type StoreFactory = (options: { readonly clock: () => Date; readonly place: string }) => Promise<Store>;

export interface StoreConformanceOptions {
  /** Whether a place keeps its records after the store is closed; without it those cases are left out. @default true */
  readonly reopens?: boolean;
  /** Records of the case with many records. @default 2000 */
  readonly records?: number;
  /** Jobs of the case in which several runners share the work. @default 1000 */
  readonly jobs?: number;
}

/** One rule of the interface, to be run as a test. */
export interface StoreCase {
  readonly name: string;
  run(): Promise<void>;
}

/** A clock that moves when it is told a number of milliseconds. */
export interface TestClock {
  (): Date;
  pass(milliseconds: number): void;
}

export function createTestClock(): TestClock {
  let now = Date.UTC(2024, 0, 1);
  return Object.assign(() => new Date(now), {
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  });
}

export interface Opened {
  readonly store: Store;
  readonly clock: TestClock;
  /** Closes the store and opens it again at the same place. */
  reopen(): Promise<Store>;
}

let places = 0;

/** A case that has a store of its own, which is closed after it. */
export function storeCase(open: StoreFactory, name: string, body: (opened: Opened) => Promise<void>): StoreCase {
  return {
    name,
    async run() {
      places += 1;
      const place = `case-${places}`;
      const clock = createTestClock();
      let store = await open({ clock, place });
      const reopen = async (): Promise<Store> => {
        await store.close();
        store = await open({ clock, place });
        return store;
      };
      try {
        await body({ store, clock, reopen });
      } finally {
        await store.close();
      }
    },
  };
}
