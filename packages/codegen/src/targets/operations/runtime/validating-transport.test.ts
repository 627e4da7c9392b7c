import { expect, test } from "vitest";
import { z } from "zod";
import type { OperationRequest } from "./operation-request.ts";
import { ValidationError, type Validators, validatingTransport } from "./validating-transport.ts";

const validators: Validators = {
  createPet: {
    parameters: { limit: () => z.int(), idQuery: () => z.string() },
    body: { "application/json": () => z.object({ name: z.string() }), "text/plain": () => z.string().max(1) },
    answer: [() => z.object({ id: z.int() }), () => z.array(z.int())],
  },
  findPet: { required: ["limit", "body"], parameters: { limit: () => z.unknown() } },
  deletePet: { answer: [() => z.object({ id: z.int() })], isEmpty: true },
  getFile: {},
};
const request: OperationRequest = { operation: "createPet", method: "POST", path: "/pets" };

function answering(answer: unknown): {
  readonly sent: OperationRequest[];
  send<TAnswer>(request: OperationRequest): Promise<TAnswer>;
  readonly projectId: string;
} {
  const sent: OperationRequest[] = [];
  return {
    sent,
    projectId: "p",
    async send<TAnswer>(each: OperationRequest) {
      sent.push(each);
      return answer as TAnswer;
    },
  };
}

test("what is right goes through as it is, and the transport keeps its members", async () => {
  const transport = answering({ id: 1, more: 2 });
  const checked = validatingTransport(transport, validators);
  const given = { ...request, input: { limit: 1 }, body: { name: "Kenny", more: 1 } };
  expect(await checked.send(given)).toEqual({ id: 1, more: 2 });
  expect(transport.sent).toEqual([given]);
  expect(checked.projectId).toBe("p");
});

test.each<[string, Partial<OperationRequest>, string]>([
  ["a parameter", { input: { limit: "x" } }, "limit: Invalid input: expected number, received string"],
  [
    "a parameter of another name in the input",
    { input: { idQuery: 1 } },
    "idQuery: Invalid input: expected string, received number",
  ],
  ["a body", { body: { name: 1 } }, "body.name: Invalid input: expected string, received number"],
  [
    "a body of another media type",
    { body: "ab", contentType: "text/plain" },
    "body: Too big: expected string to have <=1 characters",
  ],
])("%s that is wrong is not sent", async (_, more, message) => {
  const transport = answering({ id: 1 });
  const thrown = await validatingTransport(transport, validators)
    .send({ ...request, ...more })
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ValidationError);
  expect(thrown).toMatchObject({ operation: "createPet", direction: "request" });
  expect(String(thrown)).toBe(`ValidationError: createPet: the request does not match the contract\n  ${message}`);
  expect(transport.sent).toEqual([]);
});

test.each<[string, string, unknown, boolean]>([
  ["createPet", "the first kind of answer", { id: 1 }, true],
  ["createPet", "another kind of answer", [1], true],
  ["createPet", "no kind of answer", { id: "1" }, false],
  ["createPet", "nothing", undefined, false],
  ["deletePet", "nothing, where some success has none", undefined, true],
  ["deletePet", "null, where some success has none", null, false],
  ["getFile", "anything, where nothing is said", 1, true],
  ["other", "anything from an operation that is not known", 1, true],
  ["toString", "anything from an operation that is not known", 1, true],
])("%s: an answer is %s", async (operation, _, answer, want) => {
  const sending = validatingTransport(answering(answer), validators).send({ ...request, operation });
  if (want) expect(await sending).toBe(answer);
  else await expect(sending).rejects.toMatchObject({ name: "ValidationError", direction: "answer" });
});

test("a missing required member is an issue", async () => {
  const sending = (more: Partial<OperationRequest>): Promise<unknown> =>
    validatingTransport(answering(1), validators).send({ ...request, operation: "findPet", ...more });
  await expect(sending({ body: 1 })).rejects.toThrow("limit: expected a value, received undefined");
  await expect(sending({ input: { limit: 0 } })).rejects.toThrow("body: expected a value, received undefined");
  expect(await sending({ input: { limit: 0 }, body: null })).toBe(1);
});

test("a media type that is not known, and a body that is absent, are not checked", async () => {
  const checked = validatingTransport(answering([1]), validators);
  expect(await checked.send({ ...request, body: 1, contentType: "toString" })).toEqual([1]);
  expect(await checked.send(request)).toEqual([1]);
});
