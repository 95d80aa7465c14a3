// Reads a whole case with nothing but docs/format: node reader.mjs CASE KEYFILE [ARGON2ID-OUTPUT-IN-HEX]
//
// KEYFILE is `-` where the case opens with a passphrase alone; then, and where it wants both, the third word is argon2id's
// output over the passphrase with the cost and the salt that stand in the door (Node has no argon2id of its own).
// Prints one JSON object. Anything that the documents do not describe is refused: every byte is accounted for.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openAge } from "./age.mjs";
import { be, commitment, frames, gcm, hkdf, hmac, publicKey, readPack, sha256, unseal } from "./formats.mjs";
import { base64, canonical, leafHash, readCheckpoint, readEntry, refuse, rootOf, spell } from "./proofs.mjs";
import { Register, idOf, keyAt } from "./register.mjs";

// --- ledger.md ----------------------------------------------------------------------------------------------------

function readLedger(folder, found) {
  const bytes = readFileSync(join(folder, "case.json"));
  const file = canonical(bytes);
  if (file.format !== "probative/case@1" || Object.keys(file).length !== 4) refuse("not a case file");
  const ledger = { origin: file.origin, logKey: base64(file.log_key, 32), personKey: base64(file.person_key, 32), entries: [] };
  const names = readdirSync(join(folder, "log")).sort();
  for (const name of names) {
    if (/^seg-[0-9]{8}$/.test(name)) ledger.entries.push(...frames(readFileSync(join(folder, "log", name))));
    else if (name !== "checkpoint" && name !== "checkpoints") refuse(`log/${name}: the documents know of no such file`);
  }
  const packs = new Set();
  const announced = new Set();
  const register = new Register(ledger.origin, ledger.personKey, ledger.logKey);
  ledger.register = register;
  const counts = new Map();
  const restored = [];
  ledger.read = ledger.entries.map((content, index) => {
    const entry = readEntry(content);
    const count = (counts.get(entry.by) ?? 0) + 1;
    counts.set(entry.by, count);
    if (entry.seq_by !== count) refuse(`entry ${index}: it counts otherwise`);
    register.judge(index, entry);
    register.take(index, entry);
    if (entry.t === "vault.restored") restored.push({ index, epoch: entry.x.epoch });
    if (entry.t === "checkpoint.signed") {
      announced.add(String(entry.x.size));
      entry.x.packs.forEach((pack) => packs.add(pack));
    }
    return entry;
  });
  if (ledger.read[0].t !== "vault.created" || ledger.read[0].x.case !== sha256(bytes).toString("hex")) refuse("entry 0");
  const leaves = ledger.entries.map(leafHash);
  const checkpoints = {};
  let newest;
  for (const name of readdirSync(join(folder, "log", "checkpoints"))) {
    const note = readFileSync(join(folder, "log", "checkpoints", name));
    const { size, root, epoch } = readCheckpoint(note, ledger.origin, (of) => keyAt(register.logKeys, of));
    const expected = restored.filter(({ index }) => index < Number(size)).at(-1)?.epoch ?? 1;
    if (epoch !== expected) refuse(`checkpoint ${name}: of another epoch`);
    if (String(size) !== name || !rootOf(leaves.slice(0, Number(size))).equals(root)) refuse(`checkpoint ${name}`);
    checkpoints[name] = root.toString("hex");
    if (newest === undefined || size > newest.size) newest = { size, note };
  }
  if (!newest.note.equals(readFileSync(join(folder, "log", "checkpoint")))) refuse("log/checkpoint is not the newest");
  for (const size of announced) if (!(size in checkpoints)) refuse(`checkpoint ${size} is missing`);
  Object.assign(found, { origin: ledger.origin, checkpoints, kinds: ledger.read.map((entry) => entry.t) });
  ledger.packs = packs;
  return ledger;
}

// --- keybag.md ----------------------------------------------------------------------------------------------------

function openDoor(folder, keyFile, stretched, ledger) {
  const doors = readdirSync(join(folder, "keys")).filter((name) => name.startsWith("door."));
  if (doors.length !== 1) refuse("not one door");
  const [content, ...rest] = frames(readFileSync(join(folder, "keys", doors[0])));
  const door = canonical(content);
  if (rest.length > 0 || door.format !== "probative/person@1") refuse("not a door");
  const salt = base64(door.salt);
  let key;
  if (door.argon2id === null) key = hkdf(keyFile, salt, "probative/keyfile@1");
  else if (door.key_file) key = hkdf(Buffer.concat([stretched, keyFile]), salt, "probative/both@1");
  else key = stretched;
  const { sealed, ...others } = door;
  const box = base64(sealed);
  const plain = gcm(key, box.subarray(0, 12), box.subarray(12), Buffer.from(spell(others)));
  const id = createHash("sha256").update(door.age).digest("hex").slice(0, 16);
  if (doors[0] !== `door.${id}`) refuse("a door of another name");
  if (!ledger.register.keys.has(idOf(publicKey(plain.subarray(0, 32))))) refuse("a door of another case");
  return { id, identity: plain.subarray(32).toString() };
}

function readBag(folder, name, bagKey) {
  const [head, ...sealed] = frames(readFileSync(join(folder, "keys", name)));
  const { compartment, format, generation } = canonical(head);
  if (format !== "probative/keybag@2" || name !== `keybag.${compartment}.${generation}`) refuse(`keys/${name}`);
  return sealed.map((content, at) => {
    if (content[0] !== 0x4b) refuse("a letter, which the general bag has none of");
    const associated = Buffer.concat([head, be(at + 1, 8)]);
    return gcm(bagKey, content.subarray(1, 13), content.subarray(13), associated);
  });
}

function readKeys(folder, keyFile, stretched, ledger) {
  const { id, identity } = openDoor(folder, keyFile, stretched, ledger);
  const bags = readdirSync(join(folder, "keys")).filter((name) => name.startsWith("keybag."));
  if (bags.length !== 1 || !bags[0].startsWith("keybag.general.")) refuse("this reader reads the general compartment");
  const wraps = readdirSync(join(folder, "keys", "recipients"));
  const files = Object.fromEntries(wraps.map((name) => [name, readFileSync(join(folder, "keys", "recipients", name))]));
  const [wrapped] = frames(files[`${bags[0].slice("keybag.".length)}.${id}`]);
  const wrap = canonical(openAge(wrapped, identity));
  if (wrap.format !== "probative/wrap@1" || `keybag.${wrap.compartment}.${wrap.generation}` !== bags[0]) refuse("a wrap");
  const keys = { next: {}, objects: new Map(), records: new Map(), gone: new Set() };
  readBag(folder, bags[0], base64(wrap.key, 32)).forEach((plain, at) => {
    const body = plain.subarray(1);
    const kind = String.fromCharCode(plain[0]);
    if (kind === "R" && at === 0 && body.length === 128) {
      [keys.index, keys.log, keys.person, keys.vaultId] = [0, 32, 64, 96].map((start) => body.subarray(start, start + 32));
    } else if (kind === "A") {
      const middle = 4 + 64 * body.readUInt32BE(0);
      for (let from = 4; from < middle; from += 64) {
        keys.objects.set(body.toString("hex", from, from + 32), body.subarray(from + 32, from + 64));
      }
      for (let from = middle; from < body.length; from += 96) {
        const name = body.toString("hex", from, from + 32);
        keys.objects.set(name, body.subarray(from + 32, from + 64));
        keys.records.set(name, body.subarray(from + 64, from + 96));
      }
    } else if (kind === "V") {
      for (let from = 0; from < body.length; from += 32) {
        const name = body.toString("hex", from, from + 32);
        keys.objects.delete(name);
        keys.records.delete(name);
        keys.gone.add(name);
      }
    } else if (kind === "H") {
      for (const [name, digest] of Object.entries(canonical(body).wraps)) {
        if (files[name] !== undefined && sha256(files[name]).toString("hex") !== digest) refuse(`keys/recipients/${name}`);
      }
    } else if (kind === "X" && body.length === 33 && body[0] < 2) {
      keys.next[["log", "person"][body[0]]] = body.subarray(1);
    } else if (kind !== "G" && kind !== "S") {
      refuse(`a frame of kind ${kind}`);
    }
  });
  // Whichever of the two the ledger names counts: the key that is, or the one that is to come.
  const { logKeys, founder } = ledger.register;
  const signs = ["log", "person"].map((name) => [keys[name], keys.next[name]].filter((seed) => seed !== undefined).map(publicKey));
  if (!signs[0].some((key) => key.equals(logKeys.at(-1).key)) || !signs[1].some((key) => idOf(key) === founder)) refuse("other keys");
  return keys;
}

// --- vault.md ----------------------------------------------------------------------------------------------------

function readVault(folder, ledger, keys, found) {
  found.objects = {};
  const bodies = new Map();
  const present = new Set();
  for (const name of readdirSync(join(folder, "packs"))) {
    const isClosed = /^[0-9a-f]{2}$/.test(name);
    if (!isClosed && !/^open\.[0-9a-z]+$/.test(name)) refuse(`packs/${name}: the documents know of no such file`);
    const paths = isClosed ? readdirSync(join(folder, "packs", name)).map((pack) => join(name, pack)) : [name];
    for (const path of paths) {
      const bytes = readFileSync(join(folder, "packs", path));
      if (isClosed) {
        const digest = sha256(bytes).toString("hex");
        if (path !== join(digest.slice(0, 2), digest)) refuse(`packs/${path}: not its hash`);
        present.add(digest);
      }
      for (const { id, sealed } of readPack(bytes, isClosed)) {
        const name = id.toString("hex");
        const key = keys.objects.get(name);
        if (key === undefined) {
          if (!keys.gone.has(name)) refuse(`object ${name}: no key`);
          continue;
        }
        const { digest, content } = unseal(key, sealed);
        if (keys.records.has(name)) bodies.set(name, content);
        else if (hmac(keys.vaultId, digest).toString("hex") !== name) refuse(`object ${name}: not its id`);
        else found.objects[name] = { sha256: digest.toString("hex"), size_bytes: content.length };
        keys.objects.delete(name);
      }
    }
  }
  if (keys.objects.size > 0) refuse("a key whose object is in no pack");
  for (const pack of ledger.packs) if (!present.has(pack)) refuse(`pack ${pack} is missing`);
  return bodies;
}

function readRecords(ledger, keys, bodies) {
  return ledger.read.map((entry, index) => {
    if (entry.c === null) return {};
    const name = hmac(keys.vaultId, Buffer.from("record"), Buffer.from(entry.c, "hex")).toString("hex");
    if (keys.gone.has(name)) return null;
    const fields = canonical(bodies.get(name) ?? refuse(`entry ${index}: its record is in no pack`));
    const { root, count } = commitment(keys.records.get(name), fields);
    if (root !== entry.c || count !== entry.n_fields) refuse(`entry ${index} binds another record`);
    return fields;
  });
}

const KNOWN = /^(case\.json|lock|reserve|log|packs|keys|index|tiles|report|quarantine|transfer)$/;

const [folder, keyPath, stretched] = process.argv.slice(2);
const found = {};
for (const name of readdirSync(folder)) if (!KNOWN.test(name)) refuse(`${name}: the documents know of no such file`);
const ledger = readLedger(folder, found);
const keyFile = existsSync(keyPath) ? readFileSync(keyPath) : Buffer.alloc(0);
const keys = readKeys(folder, keyFile, Buffer.from(stretched ?? "", "hex"), ledger);
found.records = readRecords(ledger, keys, readVault(folder, ledger, keys, found));
process.stdout.write(`${JSON.stringify(found)}\n`);
