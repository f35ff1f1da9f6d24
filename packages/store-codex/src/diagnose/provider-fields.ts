/** All 24 fields that Codex 0.169 knows of a provider (17 in 0.142): with `--strict-config` it refuses any other. */
const FIELDS: ReadonlySet<string> = new Set([
  "name",
  "base_url",
  "env_key",
  "env_key_instructions",
  "experimental_bearer_token",
  "auth",
  "aws",
  "wire_api",
  "query_params",
  "http_headers",
  "env_http_headers",
  "request_max_retries",
  "stream_max_retries",
  "stream_idle_timeout_ms",
  "websocket_connect_timeout_ms",
  "requires_openai_auth",
  "supports_websockets",
  "model_catalog_url",
  "gateway_oauth",
  "capabilities",
  "supports_standalone_web_search",
  "project_id",
  "location",
  "credential_file",
]);

export function isField(key: string): boolean {
  return FIELDS.has(key);
}
