import { join } from "node:path";

/**
 * Settings of Verdaccio: packages of ours live here only, so that a name that someone else has published is never
 * taken for ours; everything else is passed on from `upstream`.
 */
export function registryConfig(folder: string, own: readonly string[], upstream: string): object {
  const ours = { access: "$all", publish: "$all", unpublish: "$all" };
  return {
    storage: join(folder, "storage"),
    web: { enable: false },
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: -1 } },
    uplinks: { upstream: { url: upstream, timeout: "120s", maxage: "1h", max_fails: 100, fail_timeout: "1s" } },
    packages: {
      ...Object.fromEntries(own.map((name) => [name, ours])),
      "**": { access: "$all", proxy: "upstream" },
    },
    max_body_size: "100mb",
    log: { type: "stdout", format: "json", level: "warn" },
  };
}
