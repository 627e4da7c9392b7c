export { type ApiKey, type CreateApiKeyOptions, createApiKey } from "./auth/api-key.ts";
export { PERMISSIONS, type Permission } from "./auth/permissions.ts";
export { type Listening, type ListenOptions, listen } from "./listen.ts";
export type { Log, LogEntry } from "./log.ts";
export { createServer, type Server, type ServerOptions } from "./server.ts";
