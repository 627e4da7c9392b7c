import { cancelCases } from "./conformance/cancel-cases.ts";
import { closeCases } from "./conformance/close-cases.ts";
import {
  CaseFactory,
  type EngineCase,
  type EngineConformanceOptions,
  type EngineFactory,
} from "./conformance/conformance-case.ts";
import { heldCases } from "./conformance/held-cases.ts";
import { killCases } from "./conformance/kill-cases.ts";
import { prepareCases } from "./conformance/prepare-cases.ts";
import { queryCases } from "./conformance/query-cases.ts";
import { observeCases, runCases } from "./conformance/run-cases.ts";

export type { EngineCase, EngineConformanceOptions, EngineFactory };

/**
 * What every implementation of `Engine` must do, as named cases for any test runner. A case rejects with an `AssertionError`
 * when the engine does something else. Cases that need what `options` does not give (to reopen or kill an engine, to hold
 * back the bytes of objects) are not in the list.
 *
 * @example
 * const engine = await openMyEngine();
 * const open = (use: "shared" | "own") => (use === "shared" ? Promise.resolve(engine) : openMyEngine());
 * for (const { name, run } of engineConformance(open)) test(name, run);
 */
export function engineConformance(open: EngineFactory, options: EngineConformanceOptions = {}): readonly EngineCase[] {
  const cases = new CaseFactory(open, options);
  return [
    ...prepareCases(cases),
    ...runCases(cases),
    ...observeCases(cases),
    ...cancelCases(cases),
    ...heldCases(cases),
    ...queryCases(cases),
    ...closeCases(cases),
    ...killCases(cases),
  ];
}
