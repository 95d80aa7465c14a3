// Reads JSON Lines, one question a line, and prints `true` or `false` for each: does it hold? To a `bracket` it prints
// when the entry of a proof was there at the latest, too.
// Bytes are hex, numbers that may be large are decimal text.

import { createInterface } from "node:readline";
import { Refused, checkBundle, checkEquivocation, isConsistent, isIncluded, isSigned, readCheckpoint, readNote, keyId } from "./proofs.mjs";

import { checkStamps } from "./stamps.mjs";

const bytes = (hex) => Buffer.from(hex, "hex");

const KINDS = {
  inclusion: (q) =>
    isIncluded({ leaf: bytes(q.leaf), index: BigInt(q.index), size: BigInt(q.size), path: q.path.map(bytes), root: bytes(q.root) }),
  consistency: (q) =>
    isConsistent({
      oldSize: BigInt(q.old_size),
      oldRoot: bytes(q.old_root),
      newSize: BigInt(q.new_size),
      newRoot: bytes(q.new_root),
      path: q.path.map(bytes),
    }),
  ed25519: (q) => isSigned(bytes(q.message), bytes(q.signature), bytes(q.key)),
  checkpoint: (q) => readCheckpoint(bytes(q.note), q.origin, bytes(q.key)) !== undefined,
  note: (q) => {
    const note = readNote(bytes(q.note));
    const own = note.signatures.filter((one) => one.name === q.name && one.id.equals(keyId(q.name, bytes(q.key))));
    return own.length > 0 && own.every((one) => isSigned(Buffer.from(note.text), one.content, bytes(q.key)));
  },
  bundle: (q) => checkBundle(bytes(q.content), q.log_key === undefined ? undefined : bytes(q.log_key)) !== undefined,
  bracket: (q) => ({ holds: true, not_after: checkBundle(bytes(q.content)).notAfter ?? null }),
  stamps: (q) => checkStamps(bytes(q.content)),
  equivocation: (q) => checkEquivocation(bytes(q.content)) !== undefined,
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  let verdict = question.kind === "bracket" ? { holds: false, not_after: null } : false;
  try {
    verdict = KINDS[question.kind](question);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  process.stdout.write(`${JSON.stringify(verdict)}\n`);
}
