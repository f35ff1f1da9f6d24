import { cpus, loadavg, release, totalmem } from "node:os";
import type { HomeFacts } from "../home/make-home.ts";

/** What numbers depend on, in lines for the record. */
export function circumstances(facts: HomeFacts, version: string): string {
  const gib = Math.round(totalmem() / 2 ** 30);
  const { sessions, paginated, archived, bytes, providerLines } = facts;
  return [
    `- ${new Date().toISOString().slice(0, 10)}, zcf ${version}, Node ${process.versions.node}, SQLite ${process.versions["sqlite"] ?? "none"}`,
    `- ${process.platform} ${process.arch} ${release()}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, ${gib} GiB, load ${loadavg()[0]?.toFixed(1) ?? "?"}`,
    `- ${sessions} sessions (${paginated} paginated, ${archived} archived), ${(bytes / 1e6).toFixed(1)} MB, ${providerLines} lines that name the provider`,
  ].join("\n");
}
