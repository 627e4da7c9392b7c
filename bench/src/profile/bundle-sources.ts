import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Names the source files of a bundle's lines by the `//#region` comments that tsdown leaves. Each bundle is read once;
 * a place outside any region keeps its URL.
 */
export function bundleSources(read: (url: string) => string = readUrl): (url: string, line: number) => string {
  const regions = new Map<string, readonly (readonly [line: number, source: string])[]>();
  return (url, line) => {
    if (!url.startsWith("file:") || url.includes("/node_modules/")) return url;
    let known = regions.get(url);
    if (!known) {
      known = regionsOf(read(url));
      regions.set(url, known);
    }
    return known.findLast(([start]) => start <= line)?.[1] ?? url;
  };
}

function regionsOf(text: string): readonly (readonly [number, string])[] {
  return text.split("\n").flatMap((line, index) => {
    const source = /^\/\/#region (.+)$/.exec(line)?.[1];
    return source === undefined ? [] : [[index, source] as const];
  });
}

function readUrl(url: string): string {
  try {
    return readFileSync(fileURLToPath(url), "utf8");
  } catch {
    return "";
  }
}
