import type { Checked } from "../doctor/checked.ts";

/** What `zcf doctor` can say. */
export interface DoctorOutput {
  /** What is wrong, or that nothing is. */
  checked(found: Checked): void;
  nothingToFix(): void;
  /** Others are about to lose their rights to so many files of our own. */
  closing(count: number): void;
  /** They have. */
  closed(paths: readonly string[]): void;
}
