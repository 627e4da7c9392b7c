import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

const CITIES = ["Adelaide", "Brisbane", "Canberra", "Darwin", "Hobart", "Melbourne", "Perth", "Sydney"];
const START = Date.UTC(2024, 2, 1);
const DAY = 24 * 60 * 60 * 1000;

/** Events of one session come within one second of each other, so that grouping by time, city and session finds repeats. */
const SESSIONS = 40_000;

/**
 * Writes the Koalas events, one JSON object a line, gzipped. The same count and seed give the same lines.
 *
 * @param {string} file where to write; the folder is made
 * @param {{ count?: number, seed?: number }} [options]
 */
export async function makeData(file, { count = 200_000, seed = 7 } = {}) {
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  try {
    await pipeline(Readable.from(chunks(count, seed)), createGzip(), createWriteStream(partial));
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Lines in chunks of a thousand: one string a line would cost more than making it. */
function* chunks(count, seed) {
  const random = randomNumbers(seed);
  let lines = "";
  for (let i = 0; i < count; i++) {
    lines += `${JSON.stringify(event(random))}\n`;
    if (i % 1000 === 999) {
      yield lines;
      lines = "";
    }
  }
  if (lines !== "") yield lines;
}

function event(random) {
  const session = Math.floor(random() * SESSIONS);
  const time = START + Math.floor((session / SESSIONS) * DAY);
  return {
    timestamp: new Date(time - (time % 1000)).toISOString(),
    city: CITIES[session % CITIES.length],
    session: `s-${String(session).padStart(6, "0")}`,
    session_length: Math.floor(random() * 3600),
  };
}

/** mulberry32: small, and the same on every machine. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
