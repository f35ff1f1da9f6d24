import type { Notice } from "@zcf/contract";
import { tomlAt } from "@zcf/formats";
import { sent } from "./auth/credential.ts";
import { authForOfficial } from "./auth/for-official.ts";
import { authForProvider } from "./auth/for-provider.ts";
import { type AuthOutcome, unchanged } from "./auth/situation.ts";
import { rootString } from "./config/config.ts";
import { configProblems } from "./config/config-problems.ts";
import { shownUrl } from "./config/provider.ts";
import { managedProblems, serverProblems } from "./config/provider-problems.ts";
import { type Problem, problem, warning } from "./report.ts";
import type { Route } from "./shared/route.ts";
import { sharedProblems } from "./shared/shared-problems.ts";
import type { Situation } from "./situation.ts";
import { type SwitchTarget, targetId, usesAuthFile } from "./target.ts";

/** What a switch to a target would mean, before anything is decided. */
export interface Assessment {
  readonly auth: AuthOutcome;
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** Judges a target: what the credentials should be, what speaks against it, and what the user should know. */
export function assess(situation: Situation, route: Route): Assessment {
  const { target } = route;
  const auth = authOutcome(situation, target);
  return {
    auth,
    problems: [
      ...configProblems(situation.config),
      ...sharedProblems(situation.config, route),
      ...managedProblems(situation.system, route.id),
      ...(target.kind === "provider" ? serverProblems(situation.config, target.provider) : []),
      ...auth.problems,
      ...useProblems(situation, target, auth),
    ],
    notices: [...situation.system.notices, ...auth.notices, ...targetNotices(situation, target, auth)],
  };
}

function authOutcome({ auth, authFile, config }: Situation, target: SwitchTarget): AuthOutcome {
  if (!usesAuthFile(target)) {
    return target.kind === "provider" ? authForProvider(auth, target.provider) : unchanged(auth);
  }
  if (authFile.broken !== null) return unchanged(auth, { problems: [authFile.broken] });
  if (target.kind === "provider") return authForProvider(auth, target.provider);
  // Codex does not read the file then, so there is nothing to keep right in it.
  return isElsewhere(credentialsStore({ config })) ? unchanged(auth) : authForOfficial(auth);
}

/** Why Codex would not take a target's credential from `auth.json`, or delete that. */
export function useProblems(
  situation: Pick<Situation, "config">,
  target: SwitchTarget,
  auth: Pick<AuthOutcome, "data">,
): readonly Problem[] {
  return [...storeProblems(situation, target), ...loginProblems(situation, target, auth)];
}

function storeProblems(situation: Pick<Situation, "config">, target: SwitchTarget): readonly Problem[] {
  const store = credentialsStore(situation);
  if (target.kind === "official" || !usesAuthFile(target) || !isElsewhere(store)) return [];
  const params = { file: situation.config.file, store, provider: targetId(target) };
  return [problem("codex.credentials-store", params, { forceable: true })];
}

// `codex exec` deletes an auth.json that `forced_login_method` does not allow, whatever the provider (0.115, 0.169).
function loginProblems(
  situation: Pick<Situation, "config">,
  target: SwitchTarget,
  auth: Pick<AuthOutcome, "data">,
): readonly Problem[] {
  const method = rootString(situation.config, "forced_login_method");
  const what = sent(auth.data ?? {});
  const conflict = (method === "chatgpt" && what === "key") || (method === "api" && what === "account");
  if (!conflict || method === null) return [];
  const params = { file: situation.config.file, method, provider: targetId(target) };
  return [problem("codex.forced-login", params, { forceable: true })];
}

function targetNotices(situation: Situation, target: SwitchTarget, auth: AuthOutcome): readonly Notice[] {
  const { config, store } = situation;
  const uses = usesAuthFile(target);
  return [
    ...(uses && store.variables["CODEX_API_KEY"] !== undefined
      ? [warning("codex.env-api-key", { variable: "CODEX_API_KEY" })]
      : []),
    ...(uses && credentialsStore(situation) === "auto"
      ? [warning("codex.credentials-store-auto", { file: config.file })]
      : []),
    ...(target.kind === "official" ? baseUrlNotice(situation, auth) : providerNotices(situation, target)),
  ];
}

function providerNotices({ config, store }: Situation, target: SwitchTarget): readonly Notice[] {
  if (target.kind === "official") return [];
  const { id, line, credential } = target.provider;
  if (credential.kind === "stored" && !credential.required) {
    return [warning("codex.requires-openai-auth-missing", { file: config.file, line, provider: id })];
  }
  const variable = credential.kind === "own" ? credential.variable : null;
  if (variable === null || store.variables[variable] !== undefined) return [];
  return [warning("codex.env-key-missing", { provider: id, variable })];
}

function baseUrlNotice({ config }: Situation, auth: AuthOutcome): readonly Notice[] {
  const url = tomlAt(config.document.data, "openai_base_url");
  if (typeof url !== "string" || sent(auth.data ?? {}) === "none") return [];
  return [warning("codex.openai-base-url", { file: config.file, url: shownUrl(url) })];
}

function credentialsStore({ config }: Pick<Situation, "config">): string {
  return rootString(config, "cli_auth_credentials_store") ?? "file";
}

function isElsewhere(store: string): boolean {
  return store === "keyring" || store === "ephemeral";
}
