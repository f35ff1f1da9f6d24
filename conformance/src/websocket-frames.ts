import { randomBytes } from "node:crypto";

const FINAL = 0x80;
const MASKED = 0x80;
const TEXT = 0x1;
const CONTINUATION = 0x0;

/** One masked text frame, as a client must send it (RFC 6455). */
export function textFrame(message: string): Buffer {
  const payload = Buffer.from(message, "utf8");
  const mask = randomBytes(4);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([FINAL | TEXT]), lengthOf(payload.length), mask, masked]);
}

function lengthOf(length: number): Buffer {
  if (length < 126) return Buffer.from([MASKED | length]);
  const long = Buffer.alloc(9, MASKED | 127);
  long.writeBigUInt64BE(BigInt(length), 1);
  return long;
}

/** Puts a server's frames together to text messages; what is no text (pings) is passed over. */
export function readFrames(take: (message: string) => void): (part: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let text: Buffer[] = [];
  return (part) => {
    rest = Buffer.concat([rest, part]);
    for (let frame = firstFrame(rest); frame !== null; frame = firstFrame(rest)) {
      rest = rest.subarray(frame.size);
      if (frame.kind === TEXT) text = [];
      if (frame.kind === TEXT || frame.kind === CONTINUATION) text.push(frame.payload);
      if (frame.final && text.length > 0) {
        take(Buffer.concat(text).toString("utf8"));
        text = [];
      }
    }
  };
}

interface Frame {
  readonly final: boolean;
  readonly kind: number;
  readonly payload: Buffer;
  readonly size: number;
}

function firstFrame(bytes: Buffer): Frame | null {
  const [head, second] = bytes;
  if (head === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const start = 2 + (short === 126 ? 2 : 0) + (short === 127 ? 8 : 0);
  if (bytes.length < start) return null;
  const size = start + payloadLength(bytes, short);
  if (bytes.length < size) return null;
  return { final: (head & FINAL) !== 0, kind: head & 0x0f, payload: bytes.subarray(start, size), size };
}

function payloadLength(bytes: Buffer, short: number): number {
  if (short === 126) return bytes.readUInt16BE(2);
  return short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
}
