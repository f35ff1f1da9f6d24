import type { FileEdit, Finding, FixGoal, Hunk, ModeChange, Plan, Store, View } from "@zcf/contract";

const PRIVATE = 0o600;

/** What is wrong with a home of the toy: others can read its config, or a line of it ends as on Windows. */
export async function diagnose(store: Store, view: View): Promise<readonly Finding[]> {
  const { file, mode, hunks } = await faults(store, view, null);
  const found = (check: string): Finding => ({
    check,
    severity: "warning",
    params: { file },
    fixable: true,
  });
  return [
    ...(hunks.length > 0 ? [found("toy.line-ends")] : []),
    ...(mode === null ? [] : [found("toy.loose-mode")]),
  ];
}

export async function planFix(store: Store, view: View, { checks }: FixGoal): Promise<Plan> {
  const { file, mode, hunks } = await faults(store, view, checks);
  const base = view.digest(await view.read(file));
  const common = { kind: "patch", group: "config", file, base, hunks } as const;
  const dress = mode === null ? {} : { mode };
  // Who only may read it does not change when it was written.
  const times = hunks.length === 0 ? ({ keepTimes: true } as const) : {};
  const edits: readonly FileEdit[] =
    hunks.length === 0 && mode === null ? [] : [{ ...common, ...dress, ...times }];
  return { required: edits, locks: [], remember: [], units: none, notices: [], secrets: [] };
}

interface Faults {
  readonly file: ReturnType<View["path"]>;
  readonly mode: ModeChange | null;
  readonly hunks: readonly Hunk[];
}

async function faults(store: Store, view: View, checks: FixGoal["checks"]): Promise<Faults> {
  const file = view.path(store.home, "config.txt");
  const isAsked = (check: string): boolean => checks?.includes(check) ?? true;
  const before = (await view.stat(file))?.mode ?? PRIVATE;
  const isLoose = isAsked("toy.loose-mode") && (before & ~PRIVATE) !== 0;
  return {
    file,
    mode: isLoose ? { before, after: before & PRIVATE } : null,
    hunks: isAsked("toy.line-ends") ? lineEnds(await view.read(file)) : [],
  };
}

function lineEnds(content: Uint8Array): readonly Hunk[] {
  const text = Buffer.from(content).toString("latin1");
  return [...text.matchAll(/\r(?=\n)/g)].map(({ index }) => ({
    offset: index,
    before: Buffer.from("\r"),
    after: new Uint8Array(),
  }));
}

async function* none(): AsyncGenerator<never> {
  // Notes stay as they are.
}
