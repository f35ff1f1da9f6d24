import { SwitchError } from "@zcf/contract";
import type { DiskReader } from "../disk/disk.ts";
import { type FileStep, isModeAlone } from "../journal/step.ts";
import { filePath } from "../path.ts";
import type { Made } from "../undo/made.ts";
import type { KeptFile } from "./kept-file.ts";

/** The required files of an operation as they were before it. Throws `backup-dropped` (conflict) where that was not kept. */
export function keptInRecord(
  disk: DiskReader,
  { steps, operation }: Made,
  plannedAs: (file: string) => string | null,
): readonly KeptFile[] {
  const changed = steps.filter((step) => !isModeAlone(step));
  return changed.map((step) => {
    const content = beforeOf(step, operation);
    const { attributes } = step;
    const file = filePath(step.file);
    return {
      file,
      planned: plannedAs(file),
      size: content?.length ?? null,
      mode: attributes?.mode ?? 0,
      owner: attributes,
      times: attributes,
      content: async () => content,
      isSame: async () => content !== null && Buffer.compare(await disk.read(file), content) === 0,
    };
  });
}

function beforeOf({ attributes, mechanism, content, hunks }: FileStep, operation: string): Uint8Array | null {
  if (attributes === null) return null;
  const whole = mechanism === "remove" ? hunks[0]?.before : content;
  if (whole !== undefined) return whole;
  throw new SwitchError({ kind: "conflict", code: "backup-dropped", params: { backup: operation } });
}
