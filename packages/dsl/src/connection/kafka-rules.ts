import { DefinitionError, refuse } from "../definition-error.ts";
import { matches } from "./member-rules.ts";

/** Kafka's own rule for the name of a topic. */
const topicPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/;
/** A host name, an IPv4 address or an IPv6 address in brackets, and a port. Host names within a cluster may have underscores. */
const serverPattern = /^([A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/;

export function checkTopic(value: unknown): void {
  matches(
    "topic",
    topicPattern,
    "the name of a topic, of 1 to 249 ASCII letters, digits and the characters . _ -",
    value,
  );
}

/** Joins bootstrap servers to one text. Each argument may be a list separated by commas. */
export function parseServers(servers: readonly unknown[]): string {
  const each = servers.flatMap((server) =>
    typeof server === "string" ? server.split(",").map((part) => part.trim()) : [server],
  );
  if (each.length === 0) refuse("servers", "at least one, as host:port", "none");
  for (const server of each) checkServer(server);
  return each.join(",");
}

function checkServer(server: unknown): void {
  const port = typeof server === "string" ? serverPattern.exec(server)?.[3] : undefined;
  if (port === undefined || Number(port) < 1 || Number(port) > 65_535) refuse("servers", "host:port", server);
}

/**
 * The source of a regular expression for topic names. The service uses Java's syntax, so constructs that only Java has
 * are not checked.
 */
export function parseTopicPattern(pattern: unknown): string {
  if (pattern instanceof RegExp && pattern.flags !== "") {
    throw new DefinitionError(
      `invalid topic pattern: expected an expression without flags, received ${String(pattern)}; in Java's way, (?i) at its beginning ignores case`,
    );
  }
  const text = pattern instanceof RegExp ? pattern.source : pattern;
  const expected = "a regular expression such as koalas-.*";
  if (typeof text !== "string" || text === "") return refuse("topic pattern", expected, text);
  try {
    new RegExp(withoutJava(text));
  } catch (error) {
    throw new DefinitionError(`invalid topic pattern: expected ${expected}, received ${JSON.stringify(text)}`, {
      cause: error,
    });
  }
  return text;
}

/** Replaces quotes, inline flags, atomic groups and possessive quantifiers of Java by valid JavaScript. */
function withoutJava(pattern: string): string {
  return pattern
    .replaceAll(/\\Q.*?(\\E|$)/gs, "x")
    .replaceAll(/\(\?[idmsuxU-]+\)/g, "")
    .replaceAll(/\(\?([idmsuxU-]+:|>)/g, "(?:")
    .replaceAll(/(?<!\\)([*+?}])\+/g, "$1");
}
