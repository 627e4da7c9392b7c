import { describe, vi } from "vitest";
import { openDuckDb } from "./open-duckdb.ts";
import { childConforms, conforms } from "./testing/conforms.ts";

vi.setConfig({ testTimeout: 600_000 });

const RANDOM = /killed at any moment|at whatever moment/;

describe("in memory, at 100 moments", () => {
  conforms(() => openDuckDb({ memory: true }), { moments: 100, seed: 2 }, RANDOM);
});

describe("in a child process, at 100 moments", () => childConforms({ moments: 100, seed: 3 }, RANDOM));
