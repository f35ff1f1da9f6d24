import type { Notice, View } from "@zcf/contract";
import { type Keys, NO_KEYS, parseKeys } from "../auth/keys-file.ts";
import { type AuthSituation, readRemembered } from "../auth/situation.ts";
import { currentId } from "../config/config.ts";
import { configProblems } from "../config/config-problems.ts";
import { withKnown } from "../config/with-known.ts";
import { hint, noticeOf, type Problem, problem, warning } from "../report.ts";
import { fingerprints } from "../situation.ts";
import { usesAuthFile } from "../target.ts";
import { readableConfig } from "./readable-config.ts";
import { changes, type RevertedFile, type RevertedFiles } from "./reverted-files.ts";
import { authIn, isGivenFor, receiver, type Use } from "./whose-credential.ts";

/** What speaks against the files as they will be, and what the user should know of them. */
export interface Judgement {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

/** Judges config and `auth.json` together as they will be. What stays as it is needs no judgement. */
export async function judgeFiles(view: View, files: RevertedFiles): Promise<Judgement> {
  const { config, auth } = files;
  if (!changes(config) && !changes(auth)) return { problems: [], notices: [] };
  const use = useOf(files, { config: config.next, auth: auth.next, keys: files.keys.next });
  if (use === null) return { problems: [], notices: [] };
  const isSafe = isGivenFor(use, knownUses(files), await situationOf(view, { files, use }));
  return {
    problems: isSafe ? [] : [leak(files, receiver(use) ?? "")],
    notices: [...(changes(config) ? configProblems(use.config).map(noticeOf) : []), ...loginNotices(use)],
  };
}

interface Side {
  readonly config: Uint8Array | null;
  readonly auth: Uint8Array | null;
  readonly keys: Uint8Array | null;
}

function useOf({ config, auth, keys }: RevertedFiles, side: Side): Use | null {
  const read = readableConfig({ file: config.file, content: side.config });
  if (read === null) return null;
  const known = readableKeys({ file: keys.file, content: side.keys });
  return { config: withKnown(read, known), auth: authIn(auth, side.auth) };
}

/** States of the files that were there together: now, and, where the operation changed both, before and after it. */
function knownUses(files: RevertedFiles): readonly Use[] {
  const { config, auth, keys } = files;
  const now = useOf(files, { config: config.now, auth: auth.now, keys: keys.now });
  if (!isKnown(config) || !isKnown(auth)) return [now].filter((use) => use !== null);
  const sides = (["before", "after"] as const).map((side) =>
    useOf(files, {
      config: config.change?.[side] ?? null,
      auth: auth.change?.[side] ?? null,
      keys: keys.change === null ? keys.now : keys.change[side],
    }),
  );
  return [now, ...sides].filter((use) => use !== null);
}

/** Of a file that is kept only the present is known. */
function isKnown({ change }: RevertedFile): boolean {
  return change !== null && change.now !== "kept";
}

function leak({ config, auth }: RevertedFiles, provider: string): Problem {
  const kept = [config, auth].find(({ change }) => change?.now === "kept");
  if (kept === undefined) {
    const options = {
      kind: "conflict",
      forceable: true,
      hint: hint("codex.hint-switch-instead", {}),
    } as const;
    return problem("codex.undo-credential", { file: auth.file, provider }, options);
  }
  const file = kept === config ? auth.file : config.file;
  const options = { kind: "conflict", forceable: true, hint: hint("codex.hint-undo-both", {}) } as const;
  return problem("codex.undo-together", { file, other: kept.file, provider }, options);
}

function loginNotices(use: Use): readonly Notice[] {
  const { current } = use.config;
  if (current.kind === "other" || !usesAuthFile(current) || receiver(use) !== null) return [];
  return [warning("codex.login-needed", { provider: currentId(current) })];
}

interface Question {
  readonly files: RevertedFiles;
  readonly use: Use;
}

async function situationOf(
  view: View,
  { files: { auth, keys }, use }: Question,
): Promise<Omit<AuthSituation, "data">> {
  const remembered = await readRemembered(view);
  const now = readableKeys({ ...keys, content: keys.now });
  const next = readableKeys({ ...keys, content: keys.next });
  return {
    file: auth.file,
    keys: {
      ...next,
      keys: { ...now.keys, ...next.keys },
      entries: { ...now.entries, ...next.entries },
    },
    config: use.config,
    remembered,
    fingerprint: fingerprints(view),
  };
}

function readableKeys({ file, content }: Pick<RevertedFile, "file"> & { content: Uint8Array | null }): Keys {
  try {
    return parseKeys({ file, content }).keys;
  } catch {
    return NO_KEYS;
  }
}
