// Which keys count where in a log: docs/format/ledger.md, "Keys". Every rule is named by what it refuses.

import { base64, isSigned, refuse, sha256, spell } from "./proofs.mjs";

const LATER = Number.MAX_SAFE_INTEGER;
export const idOf = (key) => sha256(key).toString("hex").slice(0, 16);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value, least) => Number.isSafeInteger(value) && value >= least && value < 2 ** 31;
const AT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

function hasExactly(value, keys) {
  return isObject(value) && Object.keys(value).sort().join() === [...keys].sort().join();
}

const quietly = (act) => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

// A root file, taken apart and checked by itself; throws where it is none.
function readRoot(file) {
  if (!hasExactly(file, ["signatures", "signed"]) || !isObject(file.signatures)) refuse("not a root file");
  const { signed } = file;
  const names = ["expires", "format", "keys", "origin", "revoked", "threshold", "version"];
  if (!hasExactly(signed, names) || signed.format !== "probative/root@1") refuse("not a root file");
  if (!isObject(signed.keys) || !isObject(signed.revoked)) refuse("not a root file");
  if (!isCount(signed.version, 1) || !isCount(signed.threshold, 1)) refuse("a count that is none");
  if (!Object.values(signed.revoked).every((good) => isCount(good, 0))) refuse("a size that is none");
  if (signed.expires !== null && !(typeof signed.expires === "string" && AT.test(signed.expires))) refuse("no time");
  const holders = { person: new Map(), root: new Map() };
  for (const [id, one] of Object.entries(signed.keys)) {
    if (!hasExactly(one, ["key", "roles"]) || !Array.isArray(one.roles)) refuse("a key of another shape");
    const key = base64(one.key, 32);
    const known = ["person", "root"].filter((role) => one.roles.includes(role));
    if (idOf(key) !== id || JSON.stringify(known) !== JSON.stringify(one.roles)) refuse("a key under another id or role");
    for (const role of one.roles) holders[role].set(id, key);
  }
  if (holders.root.size < signed.threshold) refuse("a threshold that nobody reaches");
  const signatures = new Map(Object.entries(file.signatures).map(([id, text]) => [id, base64(text, 64)]));
  return { signed, holders, signatures };
}

// The log's key after one more handover, which the old key and the new one signed; undefined where it is none.
export function heirOfLog(origin, keys, said) {
  const { since: last, key: old } = keys.at(-1);
  if (!Number.isSafeInteger(said.since) || said.since <= last || !Array.isArray(said.agreed)) return undefined;
  return quietly(() => {
    const key = base64(said.log_key, 32);
    const words = said.agreed.map((text) => base64(text, 64));
    if (words.length !== 2 || said.old !== idOf(old) || keys.some((one) => one.key.equals(key))) return undefined;
    const message = Buffer.from(`probative/key@1\n${origin}\nlog\n${said.since}\n${idOf(old)}\n${idOf(key)}\n`);
    return isSigned(message, words[0], old) && isSigned(message, words[1], key) ? key : undefined;
  });
}

export const keyAt = (keys, size) => keys.filter((one) => BigInt(one.since) <= size).at(-1).key;

export class Register {
  constructor(origin, founderKey, logKey) {
    this.origin = origin;
    this.logKeys = [{ since: 0, key: logKey }];
    this.founder = idOf(founderKey);
    this.keys = new Map([[this.founder, { key: founderKey, spans: [[0, LATER]] }]]);
    this.revoked = new Map();
    this.root = undefined;
    this.roots = [];
  }

  // Throws unless the entry at `index` is signed by a key that counts there.
  judge(index, entry) {
    const holder = this.keys.get(entry.by) ?? refuse("signed by a key that was never given to this case");
    if (!holder.spans.some(([from, to]) => from <= index && index < to)) refuse("signed by a key that does not count there");
    const unsigned = spell({ ...entry, sig: "" });
    const message = Buffer.from(`probative/entry@1\n${this.origin}\n${unsigned}`);
    if (!isSigned(message, base64(entry.sig, 64), holder.key)) refuse("the signature does not hold");
    if (this.revoked.has(entry.by) && this.revoked.get(entry.by) <= index) refuse("signed by a key that was revoked");
    const inForce = this.roots.filter((root) => root.index < index).at(-1);
    if (inForce?.signed.expires != null && entry.at > inForce.signed.expires) refuse("the root file in force had expired");
  }

  // Whether an entry is about keys at all; entries of these kinds may also speak of compartments.
  static isAboutKeys(entry) {
    const kinds = ["key.added", "key.rotated", "key.revoked", "root.changed"];
    return kinds.includes(entry.t) && ["signing_key", "good", "root", "log_key"].some((name) => Object.hasOwn(entry.x, name));
  }

  // Follow what an entry says about keys; what may not be said changes nothing.
  take(index, entry) {
    if (!Register.isAboutKeys(entry) || quietly(() => (this.judge(index, entry), true)) !== true) return;
    const { x, by } = entry;
    if (entry.t === "root.changed") this.#changeRoot(index, x.root);
    if (entry.t === "key.added" && this.root === undefined && by === this.founder) {
      const key = quietly(() => base64(x.signing_key, 32));
      if (key !== undefined) this.#open(key, index + 1);
    }
    if (entry.t === "key.rotated" && Object.hasOwn(x, "log_key")) {
      const key = heirOfLog(this.origin, this.logKeys, x);
      const may = this.root !== undefined || by === this.founder;
      if (key !== undefined && may && x.since === index + 1) this.logKeys.push({ since: x.since, key });
    } else if (entry.t === "key.rotated" && x.old === by) {
      const key = this.#heir(x, by);
      if (key === undefined || (this.root !== undefined && !this.root.holders.person.has(idOf(key)))) return;
      this.#end(by, index + 1);
      this.#open(key, index + 1);
      if (by === this.founder) this.founder = idOf(key);
    }
    if (entry.t === "key.revoked" && this.root === undefined && (by === this.founder || by === x.signer)) {
      if (!this.keys.has(x.signer) || !Number.isSafeInteger(x.good) || x.good < 0 || x.good > index) return;
      this.#revoke(x.signer, x.good);
      this.#end(x.signer, index + 1);
    }
  }

  // The new key of a rotation, where it agrees to take over.
  #heir(x, by) {
    const message = Buffer.from(`probative/key@1\n${this.origin}\nrotated\n${by}\n`);
    return quietly(() => {
      const key = base64(x.signing_key, 32);
      return isSigned(message, base64(x.proof, 64), key) ? key : undefined;
    });
  }

  #open(key, from) {
    const id = idOf(key);
    if (this.revoked.has(id)) return;
    const holder = this.keys.get(id) ?? { key, spans: [] };
    if (holder.spans.at(-1)?.[1] !== LATER) holder.spans.push([from, LATER]);
    this.keys.set(id, holder);
  }

  #end(id, at) {
    const span = this.keys.get(id).spans.at(-1);
    span[1] = Math.min(span[1], at);
  }

  #revoke(id, good) {
    this.revoked.set(id, Math.min(good, this.revoked.get(id) ?? good));
  }

  #mayFollow({ signed, holders, signatures }) {
    if (signed.origin !== this.origin || signed.version !== (this.root?.signed.version ?? 0) + 1) return false;
    const message = Buffer.from(`probative/root@1\n${spell(signed)}`);
    const versions = this.root === undefined ? [{ signed, holders }] : [this.root, { signed, holders }];
    for (const [id, signature] of signatures) {
      const key = versions.map((one) => one.holders.root.get(id)).find((found) => found !== undefined);
      if (key === undefined || !isSigned(message, signature, key)) return false;
    }
    for (const one of versions) {
      const present = [...signatures.keys()].filter((id) => one.holders.root.has(id)).length;
      if (present < one.signed.threshold) return false;
    }
    const before = Object.entries(this.root?.signed.revoked ?? {});
    return before.every(([id, good]) => Object.hasOwn(signed.revoked, id) && signed.revoked[id] <= good);
  }

  #changeRoot(index, file) {
    const root = quietly(() => readRoot(file));
    if (root === undefined || !this.#mayFollow(root)) return;
    this.root = root;
    this.roots.push({ index, signed: root.signed, fingerprint: sha256(Buffer.from(spell(root.signed))).toString("hex") });
    for (const id of this.keys.keys()) if (!root.holders.person.has(id)) this.#end(id, index + 1);
    for (const key of root.holders.person.values()) this.#open(key, index + 1);
    for (const [id, good] of Object.entries(root.signed.revoked)) this.#revoke(id, good);
  }
}

