// Works out every output in tests/vectors/formats.json from its inputs, and prints what differs, one line each.

import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { commitment, crc32, frames, hkdf, hmac, padme, publicKey, readPack, sha256, unseal } from "./formats.mjs";
import { canonical, fieldLeaf, leafHash, readCheckpoint, readEntry, rootOf, spell } from "./proofs.mjs";
import { Register, heirOfLog, keyAt } from "./register.mjs";

const bytes = (hex) => Buffer.from(hex, "hex");
const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));
const differences = [];
const same = (what, found, wanted) => {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) differences.push(`${what}: ${JSON.stringify(found)}`);
};
const isRefused = (act) => {
  try {
    act();
    return false;
  } catch {
    return true;
  }
};

for (const hex of vectors.canonical.right) same(`canonical ${hex}`, Buffer.from(spell(canonical(bytes(hex)))).toString("hex"), hex);
for (const hex of vectors.canonical.wrong) same(`canonical ${hex}`, isRefused(() => canonical(bytes(hex))), true);

for (const { content, frame } of vectors.frames) {
  same("frame", frames(bytes(frame)).map((one) => one.toString("hex")), [content]);
  same("crc", crc32(bytes(content)).toString(16).padStart(8, "0"), frame.slice(8, 16));
}

for (const { size, padded } of vectors.padding) same(`padded ${size}`, padme(size), padded);

for (const one of vectors.commitments) {
  const { root, count } = commitment(bytes(one.record_key), one.fields);
  same("commitment", [root, count], [one.root, one.leaves]);
  for (const { name, salt, leaf } of one.opened) {
    same("salt", hmac(bytes(one.record_key), Buffer.from(name)).toString("hex").slice(0, 32), salt);
    same("leaf", fieldLeaf(bytes(salt), name, one.fields[name]).toString("hex"), leaf);
  }
}

for (const one of vectors.objects) {
  const content = Buffer.alloc(one.size_bytes, bytes(one.repeated));
  const digest = sha256(content);
  same("digest", digest.toString("hex"), one.sha256);
  same("object id", hmac(bytes(vectors.vault_id_key), digest).toString("hex"), one.id);
  if (one.sealed !== undefined) same("content", unseal(bytes(one.key), bytes(one.sealed)).content.equals(content), true);
}

const pack = bytes(vectors.pack.bytes);
same("pack", sha256(pack).toString("hex"), vectors.pack.name);
same("in the pack", readPack(pack, true).map(({ id }) => id.toString("hex")), vectors.pack.ids);

const log = vectors.log;
const [logKey, personKey] = [publicKey(bytes(log.log_seed)), publicKey(bytes(log.person_seed))];
const entries = log.entries.map((text) => Buffer.from(text));
const register = new Register(log.origin, personKey, logKey);
entries.forEach((entry, index) => same("entry", isRefused(() => register.judge(index, readEntry(entry))), false));
same("leaves", entries.map((entry) => leafHash(entry).toString("hex")), log.leaves);
const { size, root } = readCheckpoint(Buffer.from(log.checkpoint), log.origin, logKey);
same("checkpoint", [Number(size), root.toString("hex")], [entries.length, rootOf(entries.map(leafHash)).toString("hex")]);

const logKeys = [{ since: 0, key: bytes(vectors.handovers.first) }];
for (const said of vectors.handovers.handovers) {
  same("since", isRefused(() => heirOfLog(log.origin, logKeys, { ...said, since: said.since + 1 }).length), true);
  logKeys.push({ since: said.since, key: heirOfLog(log.origin, logKeys, said) });
}
for (const note of vectors.handovers.checkpoints) {
  const opened = readCheckpoint(Buffer.from(note), log.origin, (of) => keyAt(logKeys, of));
  same("after a handover", opened.root[0], Number(opened.size));
  same("by another key", isRefused(() => readCheckpoint(Buffer.from(note), log.origin, keyAt(logKeys, opened.size > 5n ? 1n : 9n))), true);
}

for (const { secret, salt, info, key } of vectors.derived) same(info, hkdf(bytes(secret), bytes(salt), info).toString("hex"), key);

const digestOf = (salt, value) => sha256(Buffer.concat([bytes(salt), Buffer.from(value)])).toString("hex");
const text = (value) => Buffer.from(spell(value)).toString();
for (const fields of [vectors.second.recorded, vectors.second.said_again]) {
  const digests = fields.second_said === undefined ? {} : JSON.parse(fields.second_said);
  for (const [name, salt] of Object.entries(JSON.parse(fields.second_salts))) digests[name] = digestOf(salt, fields[name]);
  const message = `probative/second@2\n${log.origin}\n${vectors.second.kind}\n${text(digests)}`;
  same("what two persons sign", message, vectors.second.message);
  const key = createPublicKey({ key: Buffer.concat([bytes("302a300506032b6570032100"), bytes(vectors.second.key)]), format: "der", type: "spki" });
  same("the second signature", verify(null, Buffer.from(message), key, bytes(JSON.parse(fields.second_signature))), true);
}

const drill = vectors.drill;
const answered = hmac(bytes(drill.key), Buffer.concat([Buffer.from("probative/drill@1\n"), bytes(drill.nonce), Buffer.from("legal")]));
same("a drill", answered.toString("hex"), drill.legal);

const { lines, words, list } = vectors.paper;
const sum = sha256(Buffer.from(["probative/paper@1", ...lines, ""].join("\n"))).subarray(0, 2);
same("words on paper", [...Buffer.from(lines[2], "base64"), ...sum].map((place) => list[place]), words);

const people = vectors.sealed_people;
const prints = people.prints.spellings.map((one) => hmac(bytes(people.key), Buffer.from(one)).toString("hex").slice(0, 32));
same("prints", prints.sort(), people.prints.prints);
same("in the place of a digest", hmac(bytes(people.envelope.salt), bytes(people.envelope.sha256)).toString("hex"), people.envelope.digest);
for (const [bytesOf, shown] of people.sizes) {
  const step = Math.max(256, 2 ** Math.max(0, (bytesOf === 0 ? 0 : bytesOf.toString(2).length) - 4));
  same(`a size of ${bytesOf}`, Math.ceil(bytesOf / step) * step, shown);
}

for (const line of Object.values(vectors.values).join("").split("\n").slice(0, -1)) {
  const [kind, value] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
  same("a kind", /^-?[A-Z][a-z]+$/.test(kind), true);
  same("a value", text(canonical(Buffer.from(value))), value);
}

process.stdout.write(differences.map((line) => `${line}\n`).join(""));
process.exitCode = differences.length > 0 ? 1 : 0;
