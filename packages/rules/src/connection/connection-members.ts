/** What a member of a connection must be, beyond a text. */
interface MemberRule {
  readonly test: (value: string) => boolean;
  readonly expected: string;
}

const matches = (pattern: RegExp, expected: string): MemberRule => ({ test: (value) => pattern.test(value), expected });

/** ASCII letters, digits, `.`, `_` and `-`; a name of dots alone would be lost in a path. */
const NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/;
/** The widest rule that Amazon S3 ever had for a bucket. */
const BUCKET = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const HOST = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::\\d{1,5})?$`);
/** A name, an IPv4 address or an IPv6 address in brackets, and a port. Names in a cluster may have underscores. */
const SERVER = /^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/;
const ACCOUNT = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const CONTAINER = /^(?:\$root|\$web|\$logs|(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*)$/;
/** Kafka's own rule for the name of a topic. */
const TOPIC = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/;
const STREAM = /^[A-Za-z0-9_.-]{1,128}$/;

export const connectionName: MemberRule = matches(NAME, "1 to 64 ASCII letters, digits and the characters . _ -");

export const roleRule: MemberRule = matches(ROLE, "the ARN of a role such as arn:aws:iam::012345678901:role/demo-role");

/** Rules of members by their names, which mean the same in connections of every type. */
export const memberRules: Readonly<Record<string, MemberRule>> = {
  bucket: matches(BUCKET, "the name of a bucket such as demo-bucket, without s3://"),
  awsEndpoint: matches(HOST, "a host such as s3.us-east-1.amazonaws.com, without a scheme"),
  awsAssumedRoleArn: roleRule,
  storageAccount: matches(ACCOUNT, "the name of a storage account such as demoaccount, without a domain"),
  container: matches(
    CONTAINER,
    "the name of a container such as demo-container, of 3 to 63 lower-case letters, digits and single hyphens",
  ),
  bootstrapServers: {
    test: (servers) => servers.split(",").every(isServer),
    expected: "host:port, or several with commas between them",
  },
  stream: matches(STREAM, "the name of a stream, of 1 to 128 ASCII letters, digits and the characters . _ -"),
};

export const topicRule: MemberRule = matches(
  TOPIC,
  "the name of a topic, of 1 to 249 ASCII letters, digits and the characters . _ -",
);

/** The service reads the expression as Java does, which is not checked here. */
export const topicPatternRule: MemberRule = matches(/./, "a regular expression such as koalas-.*");

function isServer(server: string): boolean {
  const port = Number(SERVER.exec(server.trim())?.[1]);
  return port >= 1 && port <= 65_535;
}
