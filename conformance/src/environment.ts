/** Where a private run keeps everything that programs would else take from the user. */
export interface Places {
  /** `HOME`. */
  readonly userHome: string;
  /** `CODEX_HOME`. */
  readonly codexHome: string;
  /** `ZCF_HOME`. */
  readonly zcfHome: string;
}

// Nothing listens on the discard port: whatever would leave loopback fails at once.
const CLOSED_DOOR = "http://127.0.0.1:9";
const LOOPBACK = "127.0.0.1,localhost";

/**
 * The whole environment of a driven program: private homes, every proxy variable on a closed
 * loopback port, and nothing of the caller's but `PATH` (no `OPENAI_*`, `CODEX_*`, no real proxy).
 */
export function scrubbed(places: Places): Readonly<Record<string, string>> {
  return {
    PATH: process.env["PATH"] ?? "/usr/bin:/bin",
    LANG: "C.UTF-8",
    HOME: places.userHome,
    CODEX_HOME: places.codexHome,
    ZCF_HOME: places.zcfHome,
    NO_COLOR: "1",
    ...closedProxies(),
  };
}

function closedProxies(): Readonly<Record<string, string>> {
  const upper = {
    HTTP_PROXY: CLOSED_DOOR,
    HTTPS_PROXY: CLOSED_DOOR,
    ALL_PROXY: CLOSED_DOOR,
    NO_PROXY: LOOPBACK,
  };
  const both = Object.entries(upper).flatMap(([name, value]) => [
    [name, value],
    [name.toLowerCase(), value],
  ]);
  return Object.fromEntries(both) as Record<string, string>;
}
