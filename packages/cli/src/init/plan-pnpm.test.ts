import { expect, test } from "vitest";
import { editWorkspace } from "./plan-pnpm.ts";

const ADDED = ["allowBuilds esbuild: false"];

test.each([
  { what: "a file that is not there", given: "", want: "allowBuilds:\n  esbuild: false\n" },
  {
    what: "a file without answers",
    given: "packages:\n  - packages/*",
    want: "packages:\n  - packages/*\nallowBuilds:\n  esbuild: false\n",
  },
  {
    what: "other answers",
    given: "allowBuilds:\n    sharp: true\n\n# ours\npackages:\n    - esbuild\n",
    want: "allowBuilds:\n    esbuild: false\n    sharp: true\n\n# ours\npackages:\n    - esbuild\n",
  },
  {
    what: "answers on one line",
    given: "allowBuilds: { sharp: true } # ours\n",
    want: "allowBuilds: { esbuild: false, sharp: true } # ours\n",
  },
  { what: "no answers on one line", given: "allowBuilds: {}\n", want: "allowBuilds: { esbuild: false }\n" },
  {
    what: "lines that end as on Windows",
    given: "allowBuilds: # ours\r\n  sharp: true\r\n",
    want: "allowBuilds: # ours\r\n  esbuild: false\r\n  sharp: true\r\n",
  },
  {
    what: "an answer that is taken back",
    given: "allowBuilds:\n  # esbuild: true\n",
    want: "allowBuilds:\n  esbuild: false\n  # esbuild: true\n",
  },
])("the answer about esbuild is added to $what", ({ given, want }) => {
  expect(editWorkspace(given)).toEqual({ text: want, added: ADDED });
  expect(editWorkspace(want)).toEqual({ text: want, added: [] });
});

test.each([
  "allowBuilds:\n  esbuild: true\n",
  "allowBuilds:\n  sharp: true\n  'esbuild@0.28.2': false\n",
  "allowBuilds: { esbuild: true }\n",
])("an answer that is there is kept: %j", (given) => {
  expect(editWorkspace(given)).toEqual({ text: given, added: [] });
});
