import type { FilePath, Notice, View } from "@zcf/contract";
import { type AuthSituation, readRemembered } from "../auth/situation.ts";
import { currentId } from "../config/config.ts";
import { configProblems } from "../config/config-problems.ts";
import { type Delivery, deliveriesOf, receiver, textOf, type Use } from "../given/deliveries.ts";
import { wasGiven } from "../given/remember-given.ts";
import { useOf } from "../given/use-of.ts";
import { hint, noticeOf, type Problem, problem, warning } from "../report.ts";
import { readNote, SHARED_MEMORY } from "../shared/note.ts";
import { fingerprints } from "../situation.ts";
import { usesAuthFile } from "../target.ts";
import { changedSince } from "./changed-since.ts";
import { partedTables } from "./parted-tables.ts";
import { changes, type RevertedFile, type RevertedFiles } from "./reverted-files.ts";
import { isOwnersOwn } from "./whose-credential.ts";

/** What speaks against the files as they will be, and what the user should know of them. */
export interface Judgement {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

const NOTHING: Judgement = { problems: [], notices: [] };

/**
 * Judges config, `auth.json` and keys together as they will be. What stays as it is needs no judgement.
 *
 * Throws `codex.undo-changed` (conflict) where a table would part from the one that it stands for.
 */
export async function judgeFiles(view: View, files: RevertedFiles): Promise<Judgement> {
  const { config, auth, keys } = files;
  if (![config, auth, keys].some(changes)) return NOTHING;
  const use = useAt(files, ({ next }) => next);
  if (use === null) return NOTHING;
  await requireTogether(view, files, use);
  const problems = (await notGiven(view, files, use)).map((one) => leak(files, one));
  if (!changes(config) && !changes(auth)) return { problems, notices: [] };
  return {
    problems,
    notices: [...(changes(config) ? configProblems(use.config).map(noticeOf) : []), ...loginNotices(use)],
  };
}

async function requireTogether(view: View, files: RevertedFiles, use: Use): Promise<void> {
  const note = readNote(await view.recall(SHARED_MEMORY));
  const now = useAt(files, (file) => file.now);
  const known = now === null ? [] : partedTables(now, note);
  const [before = null] = sidesOf(files);
  const parted = partedTables(use, note, before).find((id) => !known.includes(id));
  if (parted !== undefined) throw changedSince(files.config.file, ["model_providers", parted], 0);
}

function useAt(
  { config, auth, keys }: RevertedFiles,
  contentOf: (file: RevertedFile) => Uint8Array | null,
): Use | null {
  const at = (one: RevertedFile) => ({ file: one.file, content: contentOf(one) });
  return useOf({ config: at(config), auth: at(auth), keys: at(keys) });
}

/** What servers would get that nobody has given for them, of the provider in use and of all others; one for each key. */
async function notGiven(view: View, files: RevertedFiles, use: Use): Promise<readonly Delivery[]> {
  const now = useAt(files, (file) => file.now);
  const known = new Set(
    [now, ...sidesOf(files)].flatMap((one) => (one === null ? [] : deliveriesOf(one).map(textOf))),
  );
  const found = new Map<string, Delivery>();
  for (const one of deliveriesOf(use)) {
    if (known.has(textOf(one)) || (await wasGiven(view, one))) continue;
    if (one.isUsed && isOwnersOwn(use, now, await situationOf(view, { files, use, now }))) continue;
    found.set(textOf(one), one);
  }
  return [...found.values()];
}

/** Before the operation and after it, as far as it changed the files: what else was there then nobody knows any more. */
function sidesOf(files: RevertedFiles): readonly (Use | null)[] {
  const isBackup = [files.config, files.auth, files.keys].some(({ change }) => change?.now === "replaced");
  // Of a file that is kept only the present is known, but in a backup.
  const isKnown = ({ change }: RevertedFile): boolean =>
    change !== null && (isBackup || change.now !== "kept");
  if (!isKnown(files.config)) return [];
  return (["before", "after"] as const).map((side) =>
    useAt(files, (file) => (isKnown(file) ? (file.change?.[side] ?? null) : null)),
  );
}

function leak(files: RevertedFiles, { provider, holder }: Delivery): Problem {
  const { config, auth, keys } = files;
  const kept = [config, auth, keys].find(({ change }) => change?.now === "kept");
  const options = { kind: "conflict", forceable: true } as const;
  if (kept !== undefined) {
    const params = { file: otherThan(kept, files), other: kept.file, provider };
    return problem("codex.undo-together", params, { ...options, hint: hint("codex.hint-undo-both", {}) });
  }
  const params = { file: files[holder].file, provider };
  return problem("codex.undo-credential", params, {
    ...options,
    hint: hint("codex.hint-switch-instead", {}),
  });
}

/** The file that is taken back without the other one. */
function otherThan(kept: RevertedFile, { config, auth }: RevertedFiles): FilePath {
  return kept === config ? auth.file : config.file;
}

function loginNotices(use: Use): readonly Notice[] {
  const { current } = use.config;
  if (current.kind === "other" || !usesAuthFile(current) || receiver(use) !== null) return [];
  return [warning("codex.login-needed", { provider: currentId(current) })];
}

interface Question {
  readonly files: RevertedFiles;
  readonly use: Use;
  readonly now: Use | null;
}

async function situationOf(
  view: View,
  { files: { auth }, use, now }: Question,
): Promise<Omit<AuthSituation, "data">> {
  const { keys } = use;
  return {
    file: auth.file,
    keys: {
      ...keys,
      keys: { ...now?.keys.keys, ...keys.keys },
      entries: { ...now?.keys.entries, ...keys.entries },
    },
    config: use.config,
    remembered: await readRemembered(view),
    fingerprint: fingerprints(view),
  };
}
