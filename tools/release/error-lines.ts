/** The lines that errors of `starfix check` and of `tsc` are at, each once, as `file:line`. */
export function errorLines(output: string): readonly string[] {
  const places = [...output.matchAll(/^([^\s():]+)(?::(\d+):\d+ - |\((\d+),\d+\): )error /gm)];
  return [...new Set(places.map(([, file, reported, typed]) => `${file}:${reported ?? typed}`))].sort();
}
