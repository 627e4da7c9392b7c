import { randomUUID } from "node:crypto";
import { engineConformance } from "@starfix/engine/conformance";
import { afterAll, describe, test } from "vitest";
import { openDruid } from "./open-druid.ts";
import { druidCluster } from "./testing/druid-cluster.ts";

const cluster = druidCluster();

describe.skipIf(cluster === undefined)("on a real Druid", { timeout: 5 * 60_000 }, () => {
  const prefix = `starfix_${randomUUID().slice(0, 8)}`;
  const { broker = "", overlord = "" } = cluster ?? {};
  const open = async () => openDruid({ broker, overlord, pollMillis: 200 });
  const shared = open();

  afterAll(async () => {
    const druid = await shared;
    for (const { name } of await druid.tables()) {
      if (!name.startsWith(prefix)) continue;
      await fetch(`${overlord}/druid/coordinator/v1/datasources/${name}`, { method: "DELETE" });
    }
    await druid.close();
  });

  // A run takes two of the cluster's three slots.
  const options = { prefix, objects: "file", moments: 2, runsAtOnce: 1, reopen: open } as const;
  for (const { name, run } of engineConformance((use) => (use === "shared" ? shared : open()), options))
    test(name, run);
});

test.runIf(cluster === undefined)(
  "STARFIX_TEST_DRUID is not set: the conformance suite is not run over Druid",
  (context) => {
    context.skip('set it to {"broker": "http://…", "overlord": "http://…"} of a cluster on this machine');
  },
);
