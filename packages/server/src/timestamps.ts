/** RFC 3339 in UTC with milliseconds: jobs, tables and log entries. */
export function preciseTime(date: Date): string {
  return date.toISOString();
}

/** RFC 3339 in UTC with seconds, as the service writes it for connections. */
export function secondsTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
