import { isJsonObject } from "../../load/json.ts";
import type { NormalisedDocument } from "../../normalise/normalised-document.ts";
import { docComment } from "../doc-comment.ts";
import { groupOperations, type OperationGroup } from "./name-groups.ts";
import type { OperationModel } from "./operation-model.ts";
import { textOf } from "./operation-place.ts";
import { describeOperation } from "./print-function.ts";
import { hasInput, needsInput } from "./print-input.ts";

/**
 * Prints the operations of each tag as an object with a factory function of its own, so that bundlers remove
 * unused groups.
 */
export function printGroups(
  models: readonly OperationModel[],
  { root }: NormalisedDocument,
  types: readonly string[],
): string[] {
  const taken = new Set([...types, ...models.flatMap(({ id, inputName, typesName }) => [id, inputName, typesName])]);
  const tags = Array.isArray(root.tags) ? root.tags.filter(isJsonObject) : [];
  return groupOperations(models).flatMap((group) => {
    const description = textOf(tags.find(({ name }) => name === group.tag)?.description);
    const name = free(`${group.name}Group`, taken);
    const type = free(`${group.name.charAt(0).toUpperCase()}${group.name.slice(1)}Group`, taken);
    return [printInterface(type, group, description), printMaker(name, type, group, taken)];
  });
}

function printInterface(type: string, { name, members }: OperationGroup, description: string | undefined): string {
  const about = `The operations of \`${name}\`.${description === undefined ? "" : ` ${description}`}`;
  const lines = members.map(({ method, model }) => {
    const input = hasInput(model) ? `input${needsInput(model) ? "" : "?"}: ${model.inputName}, ` : "";
    const doc = docComment(describeOperation(model), "  ");
    return `${doc}  ${method}(${input}options?: CallOptions): Promise<${model.answer.type}>;\n`;
  });
  return `${docComment(about)}export interface ${type} {\n${lines.join("")}}`;
}

function printMaker(name: string, type: string, group: OperationGroup, taken: ReadonlySet<string>): string {
  // The parameter must not shadow an operation.
  const local = (word: string): string => (taken.has(word) ? local(`${word}_`) : word);
  const [transport, input, options] = ["transport", "input", "options"].map(local);
  const members = group.members.map(({ method, model }) => {
    const given = hasInput(model) ? [input, options] : [options];
    return `    ${method}: (${given.join(", ")}) => ${model.id}(${[transport, ...given].join(", ")}),\n`;
  });
  return [
    `/** Makes the operations of \`${group.name}\` over one transport. */`,
    `export function ${name}(${transport}: Transport): ${type} {\n  return {\n${members.join("")}  };\n}`,
  ].join("\n");
}

function free(name: string, taken: Set<string>): string {
  const found = taken.has(name) ? free(`${name}_`, taken) : name;
  taken.add(found);
  return found;
}
