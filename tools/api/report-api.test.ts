import { expect, test } from "vitest";
import { parseDeclarationFile } from "./declaration-file.ts";
import { firstDifference } from "./first-difference.ts";
import { reportApi } from "./report-api.ts";

/** The report of a package whose built declarations are these; `/index.d.ts` and `/more.d.ts` are its entries. */
function report(files: Readonly<Record<string, string>>): string {
  const entries = [
    { name: "pets", file: "/index.d.ts" },
    { name: "pets/more", file: "/more.d.ts" },
  ];
  return reportApi(
    "pets",
    entries.filter(({ file }) => file in files),
    (path) => parseDeclarationFile(path, files[path] ?? ""),
  );
}

const pets = {
  "/index.d.ts": `
    import { t as Pet, n as Hidden } from "./chunk-1a2b.js";
    import { Secret } from "vault";
    /** Feeds it. */
    declare function feed(pet: Pet, key: Secret): Hidden;
    declare function feed(pet: Pet): void;
    export { type Pet, feed };
    export * from "food";
  `,
  "/more.d.ts": `
    import { t as Pet } from "./chunk-1a2b.js";
    export { type Pet as Animal };
  `,
  "/chunk-1a2b.d.ts": `
    interface Hidden { readonly Pet: string }
    interface Pet { readonly name: string }
    interface Unused {}
    declare module "vault" { interface Secret { readonly pet: Hidden } }
    export { Hidden as n, Pet as t };
  `,
};

test("a report has each name with its signature, and what the signatures mention", () => {
  expect(report(pets)).toMatchInlineSnapshot(`
    "# API of pets

    Written by \`npm run api\` from the built declarations.

    ## \`pets\`

    \`\`\`ts
    export * from "food";
    export interface Pet {
        readonly name: string;
    }
    export function feed(pet: Pet, key: Secret): Hidden;
    export function feed(pet: Pet): void;
    \`\`\`

    ## \`pets/more\`

    \`\`\`ts
    export { Pet as Animal } from "pets";
    \`\`\`

    ## Added to other modules

    \`\`\`ts
    declare module "vault" {
        interface Secret {
            readonly pet: Hidden;
        }
    }
    \`\`\`

    ## Of other packages

    \`\`\`ts
    import { Secret } from "vault";
    \`\`\`

    ## Mentioned above, exported by no entry

    \`\`\`ts
    interface Hidden {
        readonly Pet: string;
    }
    \`\`\`
    "
  `);
});

test("the files that the bundler chose and the comments do not change a report", () => {
  const moved = {
    ...pets,
    "/index.d.ts": `
      import { n as Hidden, r as Pet } from "./other-3c4d.js";
      import { Secret } from "vault";
      export declare function feed(pet: Pet, key: Secret): Hidden;
      export declare function feed(pet: Pet): void;
      export { type Pet };
      export * from "food";
    `,
    "/other-3c4d.d.ts": `
      import { n as Hidden, t as Pet } from "./chunk-1a2b.js";
      export { Hidden as n, Pet as r };
    `,
  };
  expect(report(moved)).toBe(report(pets));
});

test("a change of a signature, or of a type behind it, changes a report", () => {
  const chunk = pets["/chunk-1a2b.d.ts"];
  const given = [chunk.replace("name: string", "name?: string"), chunk.replace("Pet: string", "Pet: number")];
  for (const text of given) expect(report({ ...pets, "/chunk-1a2b.d.ts": text })).not.toBe(report(pets));
});

test("a declaration of a kind that would be left out is refused", () => {
  expect(() => report({ "/index.d.ts": "declare const a: 1;\nexport default a;" })).toThrow(
    "unexpected statement in /index.d.ts: export default a;",
  );
});

test("the first difference names its line", () => {
  expect(firstDifference("a\nb\n", "a\nc\n")).toBe(":2\n  - b\n  + c");
  expect(firstDifference("a", "a\nb")).toBe(":2\n  - (end)\n  + b");
  expect(firstDifference("a\nb", "a")).toBe(":2\n  - b\n  + (end)");
});
