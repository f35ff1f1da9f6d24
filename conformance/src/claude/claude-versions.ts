/** What every run drives: the newest version that the facts were measured on. The older one, 2.1.197, is named by `conformance:all`. */
const CLAUDE_VERSIONS: readonly string[] = ["2.1.330"];

/**
 * What npm has for these versions on the platform the facts were measured on. A package that differs is refused:
 * whatever it then does would be measured of something else.
 */
const INTEGRITY: Readonly<Record<string, string>> = {
  "2.1.330-linux-x64":
    "sha512-9Gn+V7DtJ8M1nztP9CeDVl9g3RtrepI7rOFTyPRRnZe8D6zebIHKmC7OvBauucuAP0X0k85SDN/LPVZyjsGezQ==",
  "2.1.197-linux-x64":
    "sha512-rIlKmrY0QMyHgPRX/MYWNj039vbypICvI9jVe3rs9Xy2RnNklySjyPxqh62QadznzoftEO23uYQ1tFePcQ//bg==",
};

/** The integrity that a package of this version must have; undefined where none was noted (npm's own check remains). */
export function integrityOf(version: string, platform: string): string | undefined {
  return INTEGRITY[`${version}-${platform}`];
}

/** Versions of this run: the usual one, then those in `$ZCF_CONFORMANCE_CLAUDE` (comma or space separated), each once. */
export function claudeVersionsUnderTest(): readonly string[] {
  return [...new Set([...CLAUDE_VERSIONS, ...claudeVersionsInDepth()])];
}

/** Versions for what takes minutes: only those in `$ZCF_CONFORMANCE_CLAUDE`. */
export function claudeVersionsInDepth(): readonly string[] {
  const named = process.env["ZCF_CONFORMANCE_CLAUDE"] ?? "";
  return named.split(/[\s,]+/).filter((version) => version !== "");
}
