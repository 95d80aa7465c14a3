// Opening an age file (age-encryption.org/v1) that an X25519 recipient can open.

import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from "node:crypto";
import { refuse } from "./proofs.mjs";

const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const hkdf = (key, salt, info) => Buffer.from(hkdfSync("sha256", key, salt, info, 32));

// The bytes of a bech32 text such as AGE-SECRET-KEY-1... ; its checksum is left to whoever wrote it.
function bech32(text) {
  const low = text.toLowerCase();
  const values = Array.from(low.slice(low.lastIndexOf("1") + 1, -6), (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) refuse("not bech32");
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  return Buffer.from(Array.from({ length: bits.length >> 3 }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2)));
}

const unpadded = (text) => Buffer.from(text, "base64");

function chacha(key, nonce, sealed) {
  const cipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(sealed.subarray(-16));
  const plain = cipher.update(sealed.subarray(0, -16));
  cipher.final();
  return plain;
}

export function openAge(file, identity) {
  const seed = bech32(identity);
  const own = createPrivateKey({
    key: Buffer.concat([Buffer.from("302e020100300506032b656e04220420", "hex"), seed]),
    format: "der",
    type: "pkcs8",
  });
  const recipient = Buffer.from(createPublicKey(own).export({ format: "jwk" }).x, "base64url");
  const end = file.indexOf("\n--- ");
  const stop = file.indexOf("\n", end + 1);
  const lines = file.subarray(0, end).toString("latin1").split("\n");
  if (end < 0 || lines[0] !== "age-encryption.org/v1") refuse("not an age file");
  const mac = unpadded(file.subarray(end + 5, stop).toString("latin1"));
  for (let at = 1; at < lines.length; at += 1) {
    const [arrow, kind, share] = lines[at].split(" ");
    if (arrow !== "->") refuse("not a stanza");
    let body = "";
    do {
      at += 1;
      body += lines[at];
    } while (lines[at].length === 64);
    if (kind !== "X25519") continue;
    const theirs = unpadded(share);
    const publicKey = createPublicKey({
      key: Buffer.concat([Buffer.from("302a300506032b656e032100", "hex"), theirs]),
      format: "der",
      type: "spki",
    });
    const shared = diffieHellman({ privateKey: own, publicKey });
    const wrapping = hkdf(shared, Buffer.concat([theirs, recipient]), "age-encryption.org/v1/X25519");
    let fileKey;
    try {
      fileKey = chacha(wrapping, Buffer.alloc(12), unpadded(body));
    } catch {
      continue;
    }
    const expected = createHmac("sha256", hkdf(fileKey, "", "header")).update(file.subarray(0, end + 4)).digest();
    if (!expected.equals(mac)) refuse("an age header that was changed");
    return payload(hkdf(fileKey, file.subarray(stop + 1, stop + 17), "payload"), file.subarray(stop + 17));
  }
  return refuse("an age file that this identity does not open");
}

function payload(key, sealed) {
  const parts = [];
  for (let at = 0, number = 0; at < sealed.length; at += 65552, number += 1) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(number, 7);
    nonce[11] = at + 65552 >= sealed.length ? 1 : 0;
    parts.push(chacha(key, nonce, sealed.subarray(at, at + 65552)));
  }
  return Buffer.concat(parts);
}
