import * as pulumi from "@pulumi/pulumi";
import { bodyOf } from "./payload.mjs";
import { printed } from "./printed.mjs";

class Job extends pulumi.CustomResource {
  constructor(name, body) {
    super("starfix:index:Job", name, body);
  }
}

/** One resource for each definition, registered with Pulumi's mocks, its inputs printed and hashed. */
export async function compile(from, to) {
  const registered = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => {
      registered.push(inputs);
      return { id: name, state: inputs };
    },
    call: ({ inputs }) => inputs,
  });
  const jobs = [];
  for (let i = from; i < to; i++) jobs.push(new Job(`job${i}`, bodyOf(i)));
  await Promise.all(jobs.map(({ id }) => new Promise((done) => id.apply(done))));
  return registered.map(printed);
}
