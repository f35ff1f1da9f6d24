import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printed, run } from "../child.ts";

/** A key and a certificate that signs itself, for the names behind which official traffic goes. */
export interface LabCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM; also what a program must be told to trust. */
  readonly certificate: string;
}

let made: Promise<LabCertificate> | undefined;

/** Made once for each process, valid for a day, and kept in memory only. */
export function labCertificate(): Promise<LabCertificate> {
  made ??= make();
  return made;
}

async function make(): Promise<LabCertificate> {
  const folder = await mkdtemp(join(tmpdir(), "zcf-conformance-lab-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  try {
    const openssl = await run({
      file: "openssl",
      args: [...REQUEST, "-keyout", key, "-out", certificate],
      env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin" },
      cwd: folder,
      timeoutMs: 30_000,
    });
    if (openssl.code !== 0) throw new Error(`openssl made no certificate\n${printed(openssl)}`);
    return { key: await readFile(key, "utf8"), certificate: await readFile(certificate, "utf8") };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const NAMES = ["anthropic.com", "claude.com", "claude.ai"].flatMap((name) => [
  `DNS:${name}`,
  `DNS:*.${name}`,
]);
const REQUEST =
  `req -x509 -nodes -days 1 -newkey rsa:2048 -subj /CN=zcf-lab -addext subjectAltName=${NAMES.join(",")}`.split(
    " ",
  );
