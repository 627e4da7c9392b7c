import type { ViteUserConfig } from "vitest/config";

// Sources are tested without a build: a package is entered by its "@starfix/source" export. Without "module", which
// would give Node the bundlers' files of some packages.
const conditions = ["@starfix/source", "node", "import", "default"];
const resolve = { conditions };
const ssr = { resolve: { conditions, externalConditions: ["node", "import"] } };

const include = ["packages/*/src/**/*.test.ts", "apps/*/**/*.test.ts", "tools/**/*.test.ts", "bench/src/**/*.test.ts"];
const exclude = ["**/node_modules/**", "**/dist/**"];
const slow = "**/*.slow.test.ts";
// A hang ends here; a busy machine does not.
const timeouts = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

const config: ViteUserConfig = {
  resolve,
  ssr,
  test: {
    // By default one core is left alone, which on two cores is half.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "unit", include, exclude: [...exclude, slow], ...timeouts } },
      // Long, and about what rarely changes: `npm run test:slow`, which CI calls too.
      { extends: true, test: { name: "slow", include: [`{apps,packages}/${slow}`], exclude, ...timeouts } },
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["packages/*/src/**/*.test-d.ts"],
            tsconfig: "./tsconfig.json",
          },
        },
      },
    ],
  },
};

export default config;
