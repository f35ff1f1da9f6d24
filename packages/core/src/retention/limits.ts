/** How much of the history stays. */
export interface Retention {
  /** So many of the newest operations of each home; whole, at least 0. */
  readonly keep: number;
  /** What all records and copies together may hold, in bytes. */
  readonly maxBytes: number;
}

/**
 * What stays unless somebody says otherwise; by itself it is seen to after each operation, once a fifth more has gathered.
 *
 * A record of a switch is some kB, and up to 1 kB for each session that was moved: 50 of them are months of use, and 256 MiB
 * are 50 switches of 5,000 sessions, or a dozen snapshots of a home without its history.
 */
export const DEFAULT_RETENTION: Retention = { keep: 50, maxBytes: 256 * 2 ** 20 };
