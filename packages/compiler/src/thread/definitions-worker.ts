import { parentPort, workerData } from "node:worker_threads";
import { compileDefinitions } from "../compile/compile-definitions.ts";
import type { BundleIndex } from "../load/bundle-index.ts";
import { loadDefinitions } from "../load/load-definitions.ts";
import { type DefinitionsTask, NOTHING, type WorkerData, type WorkerMessage } from "./definitions-task.ts";

// Entry of the thread that runs definitions. Its modules load while the main thread bundles.
parentPort?.once("message", async (task: DefinitionsTask) => {
  // The main thread posts it while the definitions run.
  const indexed = new Promise<BundleIndex>((resolve) => parentPort?.once("message", resolve));
  const post = (message: WorkerMessage): void => parentPort?.postMessage(message);
  const exit = process.exit;
  process.exit = (code) => {
    const exitCode = Number(code ?? process.exitCode ?? 0);
    post({ kind: "exited", exitCode, stack: new Error("exit").stack });
    return exit(exitCode);
  };
  post({ kind: "began" });
  try {
    const loaded = await loadDefinitions(task, indexed);
    post({ kind: "evaluated" });
    const compiled =
      "issues" in loaded
        ? { ...NOTHING, issues: loaded.issues }
        : await compileDefinitions(loaded, (artifacts) => post({ kind: "artifacts", artifacts }));
    post({ kind: "compiled", ...compiled });
  } catch (error) {
    post({ kind: "failed", error });
  }
});

const { warmUp: stop }: WorkerData = workerData;
if (stop) {
  const { warmUp } = await import("./warm-up.ts");
  await warmUp(() => Atomics.load(stop, 0) !== 0);
}
