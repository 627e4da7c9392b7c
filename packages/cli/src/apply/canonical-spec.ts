/** Defaults that a client or the service may spell out without changing the meaning; by the path of the member. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  "/createTableIfNotExists": false,
  "/ingestionMode": "append",
  "/replaceAll": false,
  "/maxParseExceptions": 2_147_483_647,
  "/mappings": [],
  "/clusteringColumns": [],
  "/context": {},
  "/target/intervals": [],
  "/source/uris": [],
  "/source/objects": [],
  "/source/prefixes": [],
  "/source/inputSchema": [],
};

/**
 * A text that is the same for two bodies of `POST /jobs` if, and only if, they ask for the same: the order of keys, nulls
 * and spelt-out defaults do not count.
 */
export function canonicalSpec(spec: unknown): string {
  return JSON.stringify(normaliseSpec(spec)) ?? "null";
}

/** A body of `POST /jobs` with sorted keys, without nulls and spelt-out defaults. */
export function normaliseSpec(spec: unknown): unknown {
  return normalise(spec, "");
}

function normalise(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => normalise(item, `${path}/*`));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value)
    .filter(([name, member]) => !isDefault(member, `${path}/${name}`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, normalise(member, `${path}/${name}`)]);
  return Object.fromEntries(members);
}

function isDefault(value: unknown, path: string): boolean {
  // In a context null is a value of its own.
  if (value === null || value === undefined) return !path.startsWith("/context/");
  return path in DEFAULTS && JSON.stringify(value) === JSON.stringify(DEFAULTS[path]);
}
