import type { StorePlan } from "@zcf/core";
import type { UiMessages } from "../../messages/ui-messages.ts";

/** What a store's goal is called at each step. */
export interface GoalTexts {
  readonly header: string;
  readonly moving: (sessions: number) => string;
  readonly done: string;
  readonly nothing: string;
}

export function goalTexts({ plan, report }: UiMessages, { adapter, from, goal }: StorePlan): GoalTexts {
  const tool = adapter.name;
  if (goal.kind === "restore") {
    return {
      header: plan.restoreHeader(tool),
      moving: plan.sessionsBack,
      done: report.restored(tool),
      nothing:
        goal.sessions === null
          ? report.nothingToRestore(tool)
          : report.nothingToRestoreOf(tool, goal.sessions.join(", ")),
    };
  }
  return {
    header: plan.header(tool, from, goal.target),
    moving: (sessions) => plan.sessions(sessions, goal.target),
    done: report.switched(tool, goal.target),
    nothing: report.nothing(tool, goal.target),
  };
}
