import { ApiObject, App, Chart } from "cdk8s";
import { bodyOf } from "./payload.mjs";
import { printed } from "./printed.mjs";

/** One object for each definition, synthesised together, printed and hashed. */
export function compile(from, to) {
  const chart = new Chart(new App(), "definitions");
  for (let i = from; i < to; i++) {
    new ApiObject(chart, `job${i}`, {
      apiVersion: "starfix.dev/v1",
      kind: "Job",
      metadata: { name: `job${i}` },
      spec: bodyOf(i),
    });
  }
  return chart.toJson().map(printed);
}
