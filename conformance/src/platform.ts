/** Names that one platform has in npm and inside the package. */
export interface Platform {
  /** The suffix of the version on npm: `@openai/codex@0.169.0-linux-x64`. */
  readonly npm: string;
  /** The Rust target that names the folder below `vendor/`. */
  readonly triple: string;
}

const PLATFORMS: Readonly<Record<string, Platform>> = {
  "linux-x64": { npm: "linux-x64", triple: "x86_64-unknown-linux-musl" },
  "linux-arm64": { npm: "linux-arm64", triple: "aarch64-unknown-linux-musl" },
  "darwin-x64": { npm: "darwin-x64", triple: "x86_64-apple-darwin" },
  "darwin-arm64": { npm: "darwin-arm64", triple: "aarch64-apple-darwin" },
};

/** The platform of this process; throws where Codex has no package that the suites know. */
export function currentPlatform(): Platform {
  const name = `${process.platform}-${process.arch}`;
  const platform = PLATFORMS[name];
  if (platform === undefined) throw new Error(`no Codex package known for ${name}`);
  return platform;
}
