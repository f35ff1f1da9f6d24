/** How a provider answered, or why it did not. */
export type ProbeOutcome =
  | "ok"
  | "model-unknown"
  /** It was not asked: it needs a key, and there is none to send. */
  | "no-key"
  | "bad-url"
  | "dns"
  | "refused"
  | "unreachable"
  /** Its certificate does not hold. */
  | "tls"
  /** No certificate was seen: the other side does not speak TLS, or not this way. */
  | "no-tls"
  | "timeout"
  | "redirect"
  | "unauthorized"
  | "forbidden"
  | "not-found"
  | "rate-limited"
  | "server-error"
  | "unexpected-status"
  /** HTTP says that all is well, and the body tells of an error. */
  | "error-answer"
  | "not-json";
