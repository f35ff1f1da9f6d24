import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const EVERY_MS = 20;

/** Looks again and again from now on; the returned function ends that and tells every peer that was seen. */
export function watchPeers(pid: number): () => Promise<readonly string[]> {
  const seen = new Set<string>();
  const ending = new AbortController();
  const watching = (async () => {
    while (!ending.signal.aborted) {
      for (const peer of await peersOf(pid).catch(() => [])) seen.add(peer);
      await sleep(EVERY_MS);
    }
  })();
  return async () => {
    ending.abort();
    await watching;
    return [...seen];
  };
}

/** The remote addresses, `address:port` in hexadecimal as the kernel prints them, of every TCP socket that a process holds. Linux only. */
async function peersOf(pid: number): Promise<readonly string[]> {
  const own = await socketsOf(pid);
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/${pid}/net/${name}`, "utf8")),
  );
  const rows = tables
    .flatMap((table) => table.trim().split("\n").slice(1))
    .map((row) => row.trim().split(/\s+/));
  return rows.filter((row) => own.has(row[9] ?? "")).map((row) => row[2] ?? "");
}

/** Whether such an address is on this machine: 127.0.0.0/8, ::1, the same mapped, or not connected. */
export function isLoopback(peer: string): boolean {
  const [address = ""] = peer.split(":");
  return /^0+$|^[0-9A-F]{6}7F$|^0{16}FFFF0000[0-9A-F]{6}7F$|^0{24}01000000$/.test(address);
}

async function socketsOf(pid: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all(
    (await readdir(folder)).map((name) => readlink(`${folder}/${name}`).catch(() => "")),
  );
  return new Set(links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? ""));
}
