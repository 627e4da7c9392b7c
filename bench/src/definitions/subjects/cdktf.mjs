import { App, TerraformResource, TerraformStack } from "cdktf";
import { bodyOf } from "./payload.mjs";
import { printed } from "./printed.mjs";

class Job extends TerraformResource {
  #body;

  constructor(scope, id, body) {
    super(scope, id, { terraformResourceType: "starfix_job" });
    this.#body = body;
  }

  synthesizeAttributes() {
    return this.#body;
  }
}

/** One resource for each definition, synthesised together, printed and hashed. */
export function compile(from, to) {
  const stack = new TerraformStack(new App(), "definitions");
  for (let i = from; i < to; i++) new Job(stack, `job${i}`, bodyOf(i));
  stack.prepareStack();
  const { resource } = stack.toTerraform();
  return Object.values(resource.starfix_job).map(printed);
}
