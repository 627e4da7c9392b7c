/** `{ broker, overlord }` of a cluster that this machine's files can be read by; `tools/druid/start` gives one. */
export function druidCluster(): { readonly broker: string; readonly overlord: string } | undefined {
  return JSON.parse(process.env.STARFIX_TEST_DRUID ?? "null") ?? undefined;
}
