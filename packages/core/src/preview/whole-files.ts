/**
 * A file of which nobody knows what in it is a secret, as a diff that shows nothing of it: a header, and how many bytes
 * come and go.
 */
export function wholeFiles(file: string, before: Uint8Array | null, after: Uint8Array | null): string {
  const side = (content: Uint8Array | null): string => (content === null ? "/dev/null" : file);
  const lines = [
    `--- ${side(before)}`,
    `+++ ${side(after)}`,
    "@@ @@",
    ...(before === null ? [] : [`-(${before.length} bytes)`]),
    ...(after === null ? [] : [`+(${after.length} bytes)`]),
  ];
  return `${lines.join("\n")}\n`;
}
