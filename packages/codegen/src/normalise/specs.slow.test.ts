import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { loadSource } from "../load/load-source.ts";
import { IssueLog } from "../report/issue-log.ts";
import { normaliseDocument } from "./normalise-document.ts";

const folder = resolve(dirname(fileURLToPath(import.meta.url)), "../../../../../shared/specs");
const isAbsent = !existsSync(folder);
const note = isAbsent ? " (skipped: ../shared/specs does not exist next to the repository)" : "";

test.skipIf(isAbsent).each(["petstore.yaml", "galaxy.json", "airbyte.yaml", "stripe.json", "github.json"])(
  `%s is brought into the normal form without an error${note}`,
  async (file) => {
    const source = await loadSource({ document: join(folder, file) });
    const log = new IssueLog();
    const { schemas } = normaliseDocument(source, { report: log.report });
    expect(log.located(source).filter(({ severity }) => severity === "error")).toEqual([]);
    expect(schemas.size).toBeGreaterThan(0);
  },
  300_000,
);
