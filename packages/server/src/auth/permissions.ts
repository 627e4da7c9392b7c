/** What an API key can be allowed to do. */
export const PERMISSIONS = [
  "ManageConnections",
  "ManageIngestionJobs",
  "ManageTables",
  "ViewTables",
  "ManageFiles",
  "AccessQueries",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** Tells whether a text names a permission. */
export function isPermission(name: string): name is Permission {
  return (PERMISSIONS as readonly string[]).includes(name);
}
