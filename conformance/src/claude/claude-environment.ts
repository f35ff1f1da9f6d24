/** What differs from home to home. */
export interface Ways {
  readonly userHome: string;
  /** The URL of the gate. */
  readonly gate: string;
  /** The file with the certificate that the gate's fake shows. */
  readonly authority: string;
}

const PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
const LOOPBACK = "127.0.0.1,localhost";

/**
 * The whole environment of a driven program: a private home, the gate as every proxy, no traffic that is not needed, and
 * nothing of the caller's but `PATH` (no `ANTHROPIC_*`, no `CLAUDE_*`, no real proxy). Zcf's own state is below the private
 * home too, where upstream has it.
 */
export function privateEnvironment({ userHome, gate, authority }: Ways): Readonly<Record<string, string>> {
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    LANG: "C.UTF-8",
    HOME: userHome,
    NO_COLOR: "1",
    NODE_EXTRA_CA_CERTS: authority,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    ...Object.fromEntries(PROXIES.map((name) => [name, gate])),
    NO_PROXY: LOOPBACK,
    no_proxy: LOOPBACK,
  };
}
