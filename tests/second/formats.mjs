// The pieces of docs/format: frames, sealed objects, packs, commitments.

import { createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, hkdfSync } from "node:crypto";
import { fieldLeaf, refuse, rootOf } from "./proofs.mjs";

export const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
export const hmac = (key, ...parts) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
export const hkdf = (key, salt, info) => Buffer.from(hkdfSync("sha256", key, salt, info, 32));
export const uint = (bytes) => BigInt(`0x${bytes.toString("hex")}`);
export const be = (number, length) => Buffer.from(number.toString(16).padStart(length * 2, "0"), "hex");

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

export function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ CRC[(value ^ byte) & 255];
  return (value ^ 0xffffffff) >>> 0;
}

// ledger.md: length | CRC-32 | bytes, to the last byte of the file.
export function frames(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (length === 0 || content.length !== length) refuse("no whole frame");
    if (crc32(content) !== bytes.readUInt32BE(at + 4)) refuse("a frame with a wrong checksum");
    found.push(content);
    at += 8 + length;
  }
  return found;
}

export function gcm(key, nonce, sealed, associated) {
  const cipher = createDecipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(associated);
  cipher.setAuthTag(sealed.subarray(-16));
  const plain = cipher.update(sealed.subarray(0, -16));
  cipher.final();
  return plain;
}

export const publicKey = (seed) => {
  const key = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const own = createPrivateKey({ key, format: "der", type: "pkcs8" });
  return Buffer.from(createPublicKey(own).export({ format: "jwk" }).x, "base64url");
};

// --- vault.md -------------------------------------------------------------------------------------------------------

const SEGMENT = 1 << 20;

// The smallest size of Padmé's that holds `size` bytes.
export function padme(size) {
  if (size <= 256) return 256;
  const e = Math.floor(Math.log2(size));
  const s = Math.floor(Math.log2(e)) + 1;
  const step = 2 ** (e - s);
  return Math.ceil(size / step) * step;
}

export function unseal(key, sealed) {
  const parts = [];
  for (let at = 0, number = 0; at < sealed.length; at += SEGMENT + 16, number += 1) {
    const isLast = at + SEGMENT + 16 >= sealed.length;
    const nonce = Buffer.concat([be(number, 11), Buffer.from([isLast ? 1 : 0])]);
    const associated = Buffer.concat([Buffer.from("probative/object@1"), be(number, 8)]);
    parts.push(gcm(key, nonce, sealed.subarray(at, at + SEGMENT + 16), associated));
  }
  const plain = Buffer.concat(parts);
  const digest = plain.subarray(0, 32);
  const size = Number(uint(plain.subarray(32, 40)));
  const content = plain.subarray(40, 40 + size);
  if (plain.length !== padme(40 + size) || !sha256(content).equals(digest)) refuse("an object of another length or hash");
  if (!plain.subarray(40 + size).every((byte) => byte === 0)) refuse("padding that is not zeroes");
  return { digest, content };
}

export function readPack(bytes, isClosed) {
  if (bytes.toString("latin1", 0, 16) !== "probative/pack@1") refuse("not a pack");
  const objects = [];
  let at = 16;
  while (at < bytes.length && bytes[at] === 0x4f) {
    const length = Number(uint(bytes.subarray(at + 33, at + 41)));
    const sealed = bytes.subarray(at + 41, at + 41 + length);
    if (sealed.length !== length) refuse("half an object");
    objects.push({ id: bytes.subarray(at + 1, at + 33), offset: at + 41, sealed });
    at += 41 + length;
  }
  const rows = objects.map(({ id, offset, sealed }) => Buffer.concat([id, be(offset, 8), be(sealed.length, 8)]));
  const tail = [Buffer.from("T"), be(objects.length, 8), ...rows, be(at, 8), Buffer.from("probative/tail@1")];
  const expected = isClosed ? Buffer.concat(tail) : Buffer.alloc(0);
  if (!bytes.subarray(at).equals(expected)) refuse("a pack that does not end as it should");
  return objects;
}

// ledger.md, "Commitments".
export function commitment(recordKey, fields) {
  const leaves = Object.entries(fields).map(([name, value]) => {
    const salt = hmac(recordKey, Buffer.from(name)).subarray(0, 16);
    return fieldLeaf(salt, name, value);
  });
  const count = Math.max(16, Math.ceil(leaves.length / 8) * 8);
  const decoys = createHash("shake256", { outputLength: Math.max(1, 32 * (count - leaves.length)) })
    .update(Buffer.concat([Buffer.from("probative/decoy@1"), recordKey]))
    .digest();
  for (let at = 0; leaves.length < count; at += 32) leaves.push(decoys.subarray(at, at + 32));
  return { root: rootOf(leaves.sort(Buffer.compare)).toString("hex"), count };
}
