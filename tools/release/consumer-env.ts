import { delimiter, join } from "node:path";

/**
 * The environment of someone who installs from a registry: nothing of this run's npm is left in it, and caches are in
 * `folder`, so that what another rehearsal has published is never found.
 */
export function consumerEnv(
  env: NodeJS.ProcessEnv,
  registry: string,
  folder: string,
  path: readonly string[],
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(p?npm_|node_|ci$)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    PATH: [...path, env.PATH].join(delimiter),
    CI: "true",
    // A proxy of the machine does not know our loopback.
    NO_PROXY: [env.NO_PROXY ?? env.no_proxy, "127.0.0.1"].filter(Boolean).join(","),
    npm_config_registry: registry,
    npm_config_userconfig: join(folder, "npmrc"),
    npm_config_cache: join(folder, "npm-cache"),
    npm_config_update_notifier: "false",
    npm_config_fund: "false",
    npm_config_audit: "false",
    pnpm_config_registry: registry,
    pnpm_config_store_dir: join(folder, "pnpm-store"),
    pnpm_config_cache_dir: join(folder, "pnpm-cache"),
    pnpm_config_package_import_method: "hardlink",
    // What is to be installed was published a minute ago.
    pnpm_config_minimum_release_age: "0",
  };
}
