import type { DefinitionBuilder } from "@starfix/compiler/definition";
import type { SecretRef } from "@starfix/dsl";
import type { Matcher } from "./matcher.ts";
import { toBeValidConnection, toBeValidJob, toBeValidTable } from "./to-be-valid.ts";
import { toCompileTo } from "./to-compile-to.ts";
import { toReferTo } from "./to-refer-to.ts";

/** The matchers of definitions, as `expect()` offers them. */
export interface DefinitionMatchers {
  /**
   * The definition compiles to this body. Parts of it may be asymmetric matchers.
   *
   * @example
   * expect(koalas).toCompileTo(expect.objectContaining({ type: "batch", createTableIfNotExists: true }));
   */
  toCompileTo(json: object): void;
  /**
   * The job compiles without an issue.
   *
   * @example
   * expect(koalas).toBeValidJob();
   */
  toBeValidJob(): void;
  /**
   * The connection compiles without an issue.
   *
   * @example
   * expect(demo).toBeValidConnection();
   */
  toBeValidConnection(): void;
  /**
   * The table compiles without an issue.
   *
   * @example
   * expect(detailTable("Koalas").columns({ city: "string" })).toBeValidTable();
   */
  toBeValidTable(): void;
  /**
   * The definition names this connection, table or secret in its own body; a secret of its connection is not its own.
   *
   * @example
   * expect(koalas).toReferTo(demo);
   * expect(demo).toReferTo(secret("AWS_SECRET"));
   */
  toReferTo(target: DefinitionBuilder | SecretRef): void;
}

declare module "vitest" {
  // The parameter is that of vitest's own declaration, which this one joins.
  interface Matchers<T> extends DefinitionMatchers {}
}

/**
 * The matchers, for `expect.extend(matchers)`. `import "@starfix/testing/vitest"` does that.
 *
 * @example
 * expect.extend(matchers);
 * expect(koalas).toBeValidJob();
 */
export const matchers: {
  readonly toCompileTo: Matcher<[json: unknown]>;
  readonly toBeValidJob: Matcher<[]>;
  readonly toBeValidConnection: Matcher<[]>;
  readonly toBeValidTable: Matcher<[]>;
  readonly toReferTo: Matcher<[target: DefinitionBuilder | SecretRef]>;
} = { toCompileTo, toBeValidJob, toBeValidConnection, toBeValidTable, toReferTo };
