const FACTORS: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** Reads a number of bytes such as `64MB`, `1.5 GiB` or `4096`; undefined when it is none above zero. */
export function parseSize(text: string): number | undefined {
  const found = /^(\d+(?:\.\d+)?) ?([a-z]*)$/.exec(text.trim().toLowerCase());
  const factor = FACTORS[found?.[2] ?? "none"];
  const bytes = factor === undefined ? 0 : Math.floor(Number(found?.[1]) * factor);
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** A number of bytes for people. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, factor] = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  return `${(bytes / Number(factor)).toFixed(1)} ${unit}`;
}
