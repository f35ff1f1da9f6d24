import type { RestoreGoal, SessionsMode, SwitchGoal, SyncGoal } from "@zcf/contract";
import type { StorePlan } from "@zcf/core";
import type { UiMessages } from "../../messages/ui-messages.ts";
import type { Undone } from "../../undo/undone.ts";
import { providerTexts } from "./provider-texts.ts";
import { undoTexts } from "./undo-texts.ts";

/** What a store's goal is called at each step. */
export interface GoalTexts {
  readonly header: string;
  readonly moving: (sessions: number) => string;
  /** `moved`: how many sessions. */
  readonly done: (moved: number) => string;
  readonly nothing: string;
}

/** `undone`: what an undo is about; `null` for all else. */
export function goalTexts(ui: UiMessages, store: StorePlan, undone: Undone | null): GoalTexts {
  const { goal } = store;
  switch (goal.kind) {
    case "switch":
      return switchTexts(ui, store, goal);
    case "restore":
      return restoreTexts(ui, store, goal);
    case "sync":
      return syncTexts(ui, store, goal);
    case "revert":
      return undone === null ? backupTexts(ui, store) : undoTexts(ui, store, undone);
    case "providers":
      return providerTexts(ui, store, goal);
    case "fix":
      return fixTexts(ui, store);
  }
}

function switchTexts(
  { plan, report }: UiMessages,
  { adapter, from, plan: planned }: StorePlan,
  goal: SwitchGoal,
): GoalTexts {
  const { target } = goal;
  const mode = planned.sessions ?? goal.sessions ?? "sync";
  return {
    header: plan.header(adapter.name, from, target),
    moving: (sessions) => movingText(plan, { target, mode }, sessions),
    done: () => report.switched(adapter.name, target),
    nothing: report.nothing(adapter.name, target),
  };
}

interface Way {
  readonly target: string;
  readonly mode: SessionsMode;
}

function movingText(plan: UiMessages["plan"], { target, mode }: Way, count: number): string {
  if (mode === "shared") return plan.sharing(count);
  return mode === "off" ? plan.unsharing(count) : plan.sessions(count, target);
}

function backupTexts({ plan, report, undo }: UiMessages, { adapter }: StorePlan): GoalTexts {
  const { name } = adapter;
  return {
    header: plan.backupHeader(name),
    moving: undo.moving,
    done: () => report.backupRestored(name),
    nothing: report.nothingInBackup(name),
  };
}

function fixTexts({ plan, report, doctor }: UiMessages, { adapter: { name } }: StorePlan): GoalTexts {
  return {
    header: plan.fixHeader(name),
    moving: doctor.moving,
    done: () => report.fixed(name),
    nothing: report.nothingToFix(name),
  };
}

function restoreTexts({ plan, report }: UiMessages, { adapter }: StorePlan, goal: RestoreGoal): GoalTexts {
  const { name } = adapter;
  const { sessions } = goal;
  return {
    header: plan.restoreHeader(name),
    moving: plan.sessionsBack,
    done: (moved) => report.restored(name, moved),
    nothing:
      sessions === null ? report.nothingToRestore(name) : report.nothingToRestoreOf(sessions.join(", ")),
  };
}

function syncTexts({ plan, report }: UiMessages, { adapter, from }: StorePlan, goal: SyncGoal): GoalTexts {
  const { name } = adapter;
  const target = goal.target ?? from;
  const { sessions } = goal;
  return {
    header: plan.syncHeader(name, target, from === target ? null : from),
    moving: (count) => plan.sessions(count, target),
    done: (moved) => report.moved(name, moved, target),
    nothing:
      sessions === null
        ? report.nothingToMove(name, target)
        : report.nothingToMoveOf(sessions.join(", "), target),
  };
}
