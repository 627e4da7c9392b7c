import { delimiter } from "node:path";
import { expect, test } from "vitest";
import { consumerEnv } from "./consumer-env.ts";

test("an install from the registry has nothing of this run's npm, and its own caches", () => {
  const given = {
    PATH: "/bin",
    HOME: "/home/a",
    npm_config_registry: "https://r.example/",
    NODE_OPTIONS: "--x",
    CI: "1",
  };
  const env = consumerEnv(given, "http://127.0.0.1:1/", "/run", ["/node", "/pnpm"]);
  expect(env).toMatchObject({
    PATH: ["/node", "/pnpm", "/bin"].join(delimiter),
    HOME: "/home/a",
    npm_config_registry: "http://127.0.0.1:1/",
    pnpm_config_registry: "http://127.0.0.1:1/",
    npm_config_cache: "/run/npm-cache",
    NO_PROXY: "127.0.0.1",
  });
  expect(env).not.toHaveProperty("NODE_OPTIONS");
});

test("what is not sent to a proxy is added to", () => {
  expect(consumerEnv({ NO_PROXY: "a.example" }, "http://127.0.0.1:1/", "/run", []).NO_PROXY).toBe(
    "a.example,127.0.0.1",
  );
});
