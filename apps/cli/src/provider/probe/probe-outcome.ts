/** How a provider answered, or why it did not. */
export type ProbeOutcome =
  | "ok"
  | "model-unknown"
  | "bad-url"
  | "dns"
  | "refused"
  | "unreachable"
  | "tls"
  | "timeout"
  | "redirect"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "rate-limited"
  | "server-error"
  | "unexpected-status"
  | "not-json";
