/** Subcommands that end by themselves, or hold no credential (0.169's `codex --help`). */
const SHORT_LIVED = new Set([
  "exec",
  "e",
  "review",
  "login",
  "logout",
  "mcp",
  "plugin",
  "completion",
  "update",
  "doctor",
  "sandbox",
  "debug",
  "execpolicy",
  "apply",
  "a",
  "archive",
  "unarchive",
  "delete",
  "features",
  "help",
  "queue",
  "migrate-rollouts",
  "migrate-nfs-db",
]);

/** Of `codex app-server`: what is no server, and holds no credential. */
const SHORT_LIVED_APP_SERVER = new Set(["daemon", "proxy", "generate-ts", "generate-json-schema", "help"]);

/** Whether a command line is one of a process that stays: the TUI, an app-server, an MCP server, whatever is unknown. */
export function isResident(args: readonly string[]): boolean {
  if (args.some((arg) => ["--help", "-h", "--version", "-V"].includes(arg))) return false;
  const words = withoutOptions(args);
  const [command, sub] = words;
  if (command === "app-server") return !SHORT_LIVED_APP_SERVER.has(sub ?? "");
  return command === undefined || !SHORT_LIVED.has(command);
}

/** Options of `codex` whose value is the next argument (0.169). */
const WITH_VALUE = new Set([
  "-c",
  "--config",
  "--enable",
  "--disable",
  "-i",
  "--image",
  "-m",
  "--model",
  "--local-provider",
  "-p",
  "--profile",
  "-s",
  "--sandbox",
  "-a",
  "--ask-for-approval",
  "-C",
  "--cd",
  "--add-dir",
  "--remote",
  "--remote-auth-token-env",
  "--listen",
]);

function withoutOptions(args: readonly string[]): readonly string[] {
  return args.filter((arg, index) => !arg.startsWith("-") && !WITH_VALUE.has(args[index - 1] ?? ""));
}
