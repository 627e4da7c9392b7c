import type { StoreCase, StoreConformanceOptions, StoreFactory } from "./conformance/conformance-case.ts";
import { jobCases } from "./conformance/job-cases.ts";
import { pageCases } from "./conformance/page-cases.ts";
import { recordCases } from "./conformance/record-cases.ts";
import { reopenCases } from "./conformance/reopen-cases.ts";
import { runnerCases } from "./conformance/runner-cases.ts";

export { sampleConnection, sampleJob, sampleKey, sampleTable } from "./conformance/sample-records.ts";
export { type RunnerSimulation, simulateRunners } from "./conformance/simulate-runners.ts";
export type { StoreCase, StoreConformanceOptions, StoreFactory };

/**
 * What every implementation of `Store` must do, as named cases for any test runner. A case rejects with an `AssertionError`
 * when the store does something else. `open` is called with a place that no other case uses.
 *
 * @example
 * for (const { name, run } of storeConformance(({ clock }) => openMyStore({ clock }))) test(name, run);
 */
export function storeConformance(open: StoreFactory, options: StoreConformanceOptions = {}): readonly StoreCase[] {
  return [
    ...recordCases(open),
    ...pageCases(open, options),
    ...jobCases(open),
    ...runnerCases(open, options),
    ...(options.reopens === false ? [] : reopenCases(open)),
  ];
}
