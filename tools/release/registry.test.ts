import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startRegistry } from "./registry.ts";
import { registryConfig } from "./registry-config.ts";

test("a package of ours is asked for nowhere else", () => {
  expect(registryConfig("/run", ["@starfix/dsl"], "https://r.example/")).toMatchObject({
    packages: { "@starfix/dsl": { publish: "$all" }, "**": { proxy: "upstream" } },
  });
  expect(registryConfig("/run", ["@starfix/dsl"], "https://r.example/")).not.toHaveProperty(
    "packages.@starfix/dsl.proxy",
  );
});

test("a registry answers on loopback until it is disposed of", async () => {
  const folder = await mkdtemp(join(tmpdir(), "starfix-registry-"));
  let url = "";
  {
    // Nothing listens at the upstream: a package of ours is missing, and is not looked for there.
    await using registry = await startRegistry({ folder, own: ["ours"], upstream: "http://127.0.0.1:9/" });
    url = registry.url;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect((await fetch(`${url}ours`)).status).toBe(404);
    expect(registry.npmrc).toContain(`registry=${url}\n`);
  }
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  await rm(folder, { recursive: true });
});
