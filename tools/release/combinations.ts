/** One way to use the packages. */
export interface Combination {
  readonly packageManager: "npm" | "pnpm";
  /** How TypeScript finds modules. */
  readonly modules: "nodenext" | "bundler";
  readonly typescript: string;
  readonly node: string;
}

export const typescriptVersions: readonly string[] = ["5.9.3", "6.0.3", "7.0.2"];

/** The oldest major that we support, and the newest. The running Node.js is the one of its own major. */
export const nodeVersions: readonly [string, string] = ["20.19.0", "26.10.0"];

/**
 * Every pair of values of two columns is in some row, so that what goes wrong when two things meet shows. All 24 rows
 * would find what needs three, in four times the time.
 */
export const combinations: readonly Combination[] = [
  { packageManager: "npm", modules: "nodenext", typescript: "5.9.3", node: "20.19.0" },
  { packageManager: "npm", modules: "bundler", typescript: "6.0.3", node: "26.10.0" },
  { packageManager: "npm", modules: "nodenext", typescript: "7.0.2", node: "26.10.0" },
  { packageManager: "pnpm", modules: "bundler", typescript: "5.9.3", node: "26.10.0" },
  { packageManager: "pnpm", modules: "nodenext", typescript: "6.0.3", node: "20.19.0" },
  { packageManager: "pnpm", modules: "bundler", typescript: "7.0.2", node: "20.19.0" },
];
