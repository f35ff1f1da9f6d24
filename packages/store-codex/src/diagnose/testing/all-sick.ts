import { auth, home, LOGIN, OWN, session, withRow } from "./sick-home.ts";

/** Everything that can be fixed at once: tables, lines, keys, modes and sessions. */
export const SICK: string = `profile = "work" # mine
model_provider = "q"

${OWN.replace("sk-canary-p", " sk-canary-p")}
# q's own
[model_providers.q]
base_url = "http://q.test/v1/responses" # mine
wire_api = "chat"
requires_openai_auth = true
temp_env_key = "Q_KEY" # upstream's
model = "m"
`;

/** A home of that config. */
export const makeSick: (place: string) => Promise<void> = withRow(
  "gone",
  home(
    {
      "config.toml": SICK,
      ...auth({ ...LOGIN, OPENAI_API_KEY: "sk-canary-q", Q_KEY: "sk-canary-q" }),
      ...session("gone"),
    },
    { "config.toml": 0o644, "auth.json": 0o640 },
  ),
);
