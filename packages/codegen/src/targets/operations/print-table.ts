import type { OperationModel } from "./operation-model.ts";

/** Prints the operations as data, and the type of their ids. */
export function printTable(models: readonly OperationModel[]): string[] {
  const ids = models.length === 0 ? "never" : models.map(({ id }) => JSON.stringify(id)).join(" | ");
  const rows = models.map((model) => `  ${model.id}: ${printInfo(model)},\n`);
  return [
    `/** The ids of all operations. */\nexport type OperationId = ${ids};`,
    [
      "/** Every operation of the contract, by its id. */",
      `export const operations: Readonly<Record<OperationId, OperationInfo>> = {\n${rows.join("")}};`,
    ].join("\n"),
  ];
}

function printInfo(model: OperationModel): string {
  const { id, method, path, tag, status, otherStatuses, isSecured, body, answer, errors, server } = model;
  const info = {
    id,
    method,
    path,
    tag,
    status,
    otherStatuses: otherStatuses.length === 0 ? undefined : otherStatuses,
    secured: isSecured,
    request: body?.choices[0].component,
    response: answer.component,
    errors: Object.keys(errors).length === 0 ? undefined : errors,
    server,
  };
  const members = Object.entries(info).filter(([, value]) => value !== undefined);
  return `{ ${members.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", ")} }`;
}
