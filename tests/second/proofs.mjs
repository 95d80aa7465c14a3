// A second checker of proofs, written apart from src/, from docs/format/*.md, RFC 6962, RFC 8032 and the C2SP texts
// alone, so that a mistake in one shows as a difference between two. Node's own modules, nothing else.

import { createHash, createPublicKey, verify } from "node:crypto";
import { Register, heirOfLog, keyAt } from "./register.mjs";

export class Refused extends Error {}

export const sha256 = (...parts) => {
  const state = createHash("sha256");
  for (const part of parts) state.update(part);
  return state.digest();
};

export const refuse = (why) => {
  throw new Refused(why);
};

// --- text, base64, canonical JSON -------------------------------------------------------------------------------

export function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse("not UTF-8");
  }
}

export function base64(text, length) {
  const bytes = Buffer.from(String(text), "base64");
  if (bytes.toString("base64") !== text) refuse("not base64 in its one spelling");
  if (length !== undefined && bytes.length !== length) refuse("another length");
  return bytes;
}

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function byCodePoint(left, right) {
  const a = Array.from(left, (c) => c.codePointAt(0));
  const b = Array.from(right, (c) => c.codePointAt(0));
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}

export function spell(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) refuse("a number that is not whole and small enough");
    return String(value);
  }
  if (typeof value === "string") {
    if (LONE.test(value)) refuse("half a character");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(spell).join(",")}]`;
  const keys = Object.keys(value).sort(byCodePoint);
  return `{${keys.map((key) => `${spell(key)}:${spell(value[key])}`).join(",")}}`;
}

export function canonical(bytes) {
  const text = utf8(bytes);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    refuse("not JSON");
  }
  if (spell(value) !== text) refuse("not in its one spelling");
  return value;
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const hasKeys = (value, keys) =>
  isObject(value) && Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));

// --- Ed25519 ------------------------------------------------------------------------------------------------------

const P = 2n ** 255n - 19n;
// The y of every point whose order divides eight: a signature under such a key says nothing about who made it.
const Y8 = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;
const SMALL = new Set([0n, 1n, P - 1n, Y8, P - Y8]);

const littleEndian = (bytes) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);

export function isSigned(message, signature, key) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const y = littleEndian(key) & ((1n << 255n) - 1n);
  if (y >= P || SMALL.has(y)) return false;
  try {
    const jwk = { kty: "OKP", crv: "Ed25519", x: key.toString("base64url") };
    return verify(null, message, createPublicKey({ key: jwk, format: "jwk" }), signature);
  } catch {
    return false;
  }
}

// --- the tree ----------------------------------------------------------------------------------------------------

export const leafHash = (content) => sha256(Buffer.from([0]), content);
const nodeHash = (left, right) => sha256(Buffer.from([1]), left, right);

// The largest power of two below n, for n > 1: where RFC 6962 splits.
function split(n) {
  let k = 1n;
  while (k * 2n < n) k *= 2n;
  return k;
}

// RFC 6962 defines the audit path by recursion; it is followed here as it stands: from the root down.
function rootOfPath(leaf, index, size, path) {
  if (size === 1n) return path.length === 0 ? leaf : refuse("a path that is too long");
  if (path.length === 0) refuse("a path that is too short");
  const k = split(size);
  const rest = path.slice(0, -1);
  const last = path[path.length - 1];
  if (index < k) return nodeHash(rootOfPath(leaf, index, k, rest), last);
  return nodeHash(last, rootOfPath(leaf, index - k, size - k, rest));
}

export function isIncluded({ leaf, index, size, path, root }) {
  if (index < 0n || index >= size) return false;
  try {
    return rootOfPath(leaf, index, size, path).equals(root);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

// RFC 6962 section 2.1.2, SUBPROOF(m, D[n], b), read backwards: gives the old root and the new one.
function rootsOfSubproof(m, n, isWhole, path, oldRoot) {
  if (m === n) {
    if (isWhole) return path.length === 0 ? [oldRoot, oldRoot] : refuse("too long");
    return path.length === 1 ? [path[0], path[0]] : refuse("another length");
  }
  if (path.length === 0) refuse("too short");
  const k = split(n);
  const rest = path.slice(0, -1);
  const last = path[path.length - 1];
  if (m <= k) {
    const [older, newer] = rootsOfSubproof(m, k, isWhole, rest, oldRoot);
    return [older, nodeHash(newer, last)];
  }
  const [older, newer] = rootsOfSubproof(m - k, n - k, false, rest, oldRoot);
  return [nodeHash(last, older), nodeHash(last, newer)];
}

export function isConsistent({ oldSize, oldRoot, newSize, newRoot, path }) {
  if (oldSize <= 0n || oldSize > newSize) return false;
  try {
    const [older, newer] = rootsOfSubproof(oldSize, newSize, true, path, oldRoot);
    return older.equals(oldRoot) && newer.equals(newRoot);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

export function rootOf(leaves) {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0];
  const k = Number(split(BigInt(leaves.length)));
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

// --- notes and checkpoints -----------------------------------------------------------------------------------------

const NUMBER = /^(0|[1-9][0-9]{0,15})$/;

export function readNote(bytes) {
  const whole = utf8(bytes);
  for (const character of whole) if (character < " " && character !== "\n") refuse("a control character");
  const at = whole.lastIndexOf("\n\n");
  if (at < 0 || !whole.endsWith("\n")) refuse("no signature lines");
  const lines = whole.slice(at + 2, -1).split("\n");
  const signatures = lines.map((line) => {
    const parts = /^\u2014 ([^ ]+) ([^ ]+)$/u.exec(line) ?? refuse("a signature line of another shape");
    const content = base64(parts[2]);
    if (content.length < 5) refuse("a signature that is too short");
    return { name: parts[1], id: content.subarray(0, 4), content: content.subarray(4) };
  });
  return { text: whole.slice(0, at + 1), signatures };
}

export const keyId = (name, key) => sha256(Buffer.from(`${name}\n`), Buffer.from([1]), key).subarray(0, 4);

// In a later epoch the log signs as `<origin>/2`, `<origin>/3`, ...: ledger.md, "Epochs".
function epochOf(name, origin) {
  if (name === origin) return 1;
  const number = /^([1-9][0-9]{0,5})$/.exec(name.slice(origin.length + 1));
  if (!name.startsWith(`${origin}/`) || number === null || number[1] === "1") refuse("another log");
  return Number(number[1]);
}

// A checkpoint, taken apart; `keyFor` gives the log's key of that size. Lines after the log's own are left to the caller.
function openCheckpoint(bytes, origin) {
  const note = readNote(bytes);
  const lines = note.text.split("\n");
  if (lines.length !== 4 || !NUMBER.test(lines[1])) refuse("not three lines");
  const epoch = epochOf(lines[0], origin);
  const root = base64(lines[2], 32);
  return { size: BigInt(lines[1]), root, epoch, name: lines[0], ...note };
}

function demandLog({ name, text, signatures }, key) {
  const [one] = signatures;
  if (one.name !== name || !one.id.equals(keyId(name, key))) refuse("signed by another key");
  if (!isSigned(Buffer.from(text), one.content, key)) refuse("the signature does not hold");
}

export function readCheckpoint(bytes, origin, key) {
  const checkpoint = openCheckpoint(bytes, origin);
  if (checkpoint.signatures.length !== 1) refuse("not signed exactly once");
  demandLog(checkpoint, key instanceof Function ? key(checkpoint.size) : key);
  return checkpoint;
}

const LAST_SECOND = 253402300799n;

// C2SP tlog-cosignature: when a witness saw this checkpoint, as `YYYY-MM-DDTHH:MM:SSZ`.
function timeOf(witness, line, text) {
  const [, name, id, encoded] = /^([^+ ]+)\+([0-9a-f]{8})\+(.*)$/.exec(witness) ?? refuse("a witness's key of another shape");
  const typed = base64(encoded, 33);
  const known = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  if (typed[0] !== 4 || known.toString("hex") !== id) refuse("a witness's key under another id");
  if (line.name !== name || !line.id.equals(known) || line.content.length !== 72) refuse("a line of another witness");
  const seconds = line.content.readBigUInt64BE();
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
  if (seconds > LAST_SECOND || !isSigned(message, line.content.subarray(8), typed.subarray(1))) refuse("a witness's line");
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

// The lines after the log's own are by exactly the witnesses that the proof names, in that order.
function witnessed({ signatures, text }, witnesses) {
  const lines = signatures.slice(1);
  const isText = witnesses.every((one) => typeof one === "string");
  if (!isText || lines.length !== witnesses.length || new Set(witnesses).size !== lines.length) refuse("a line by nobody known");
  return lines.map((line, at) => timeOf(witnesses[at], line, text)).sort();
}

export function readTlogProof(text) {
  const at = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(at, 0)).split("\n");
  if (at < 0 || lines[0] !== "c2sp.org/tlog-proof@v1") refuse("not a tlog-proof");
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines[1] ?? "") ?? refuse("no index");
  return {
    index: BigInt(index[1]),
    path: lines.slice(2).map((line) => base64(line, 32)),
    note: Buffer.from(text.slice(at + 2)),
  };
}

// --- entries, commitments, bundles -----------------------------------------------------------------------------------

const EPOCH = /^[1-9][0-9]{0,5}$/;
const ORIGIN = /^probative\/[0-9a-f]{32}$/;
const ENTRY_KEYS = ["at", "by", "c", "n_fields", "seq_by", "sig", "t", "v", "x"];
const isCount = (value) => Number.isSafeInteger(value) && value >= 0;
const HEX64 = /^[0-9a-f]{64}$/;

export function readEntry(bytes) {
  if (bytes.length > 65535) refuse("too long for an entry");
  const entry = canonical(bytes);
  if (!hasKeys(entry, ENTRY_KEYS) || entry.v !== 1) refuse("not an entry of version 1");
  const shapes = [
    [entry.t, /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/],
    [entry.at, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/],
    [entry.by, /^[0-9a-f]{16}$/],
  ];
  for (const [value, shape] of shapes) if (typeof value !== "string" || !shape.test(value)) refuse("a value of another shape");
  if (!isCount(entry.n_fields) || !isCount(entry.seq_by) || !isObject(entry.x)) refuse("a count or a public part that is none");
  const isBound = typeof entry.c === "string" && HEX64.test(entry.c);
  if (!(isBound || entry.c === null) || isBound !== entry.n_fields > 0) refuse("a commitment of another shape");
  if (typeof entry.sig !== "string") refuse("a signature that is no text");
  return entry;
}

export function fieldLeaf(salt, name, value) {
  const written = Buffer.from(name);
  if (written.length > 65535) refuse("a name that is too long");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(written.length);
  return sha256(Buffer.from([0]), Buffer.from("probative/field@1"), salt, length, written, Buffer.from(value));
}

function leafOf(one, names) {
  if (!isObject(one) || !Object.values(one).every((value) => typeof value === "string")) refuse("a field of another shape");
  if (hasKeys(one, ["leaf"]) && HEX64.test(one.leaf)) return Buffer.from(one.leaf, "hex");
  if (!hasKeys(one, ["name", "salt", "value"]) || !/^[0-9a-f]{32}$/.test(one.salt)) refuse("a field of another shape");
  if (names.has(one.name)) refuse("a field twice");
  names.add(one.name);
  return fieldLeaf(Buffer.from(one.salt, "hex"), one.name, one.value);
}

const BUNDLE_KEYS = ["entry", "fields", "format", "log_key", "origin", "person_key", "proof"];

// Which keys counted, from the entries that say so, each proved to stand under the same checkpoint.
function registerOf(bundle, personKey, logKey, size, root) {
  const register = new Register(bundle.origin, personKey, logKey);
  let last = -1;
  for (const link of bundle.chain ?? []) {
    if (!hasKeys(link, ["entry", "index", "path"]) || typeof link.entry !== "string" || !Array.isArray(link.path)) refuse("a link");
    if (!Number.isSafeInteger(link.index) || link.index <= last) refuse("links out of order");
    last = link.index;
    const content = Buffer.from(link.entry);
    const path = link.path.map((node) => base64(node, 32));
    if (!isIncluded({ leaf: leafHash(content), index: BigInt(last), size, path, root })) refuse("a link not in the log");
    register.take(last, readEntry(content));
  }
  return register;
}

// Throws `Refused` at the first thing that does not hold; returns what the bundle proves.
export function checkBundle(bytes, knownLogKey) {
  const bundle = canonical(bytes);
  const more = ["chain", "stamps", "witnesses"].filter((name) => isObject(bundle) && Object.hasOwn(bundle, name));
  if (!hasKeys(bundle, [...BUNDLE_KEYS, ...more]) || bundle.format !== "probative/proof@1") refuse("not a proof");
  for (const name of more) if (!Array.isArray(bundle[name])) refuse("a list that is none");
  for (const stamp of bundle.stamps ?? []) {
    if (!hasKeys(stamp, ["chain", "reply"]) || typeof stamp.chain !== "string") refuse("a time stamp of another shape");
    base64(stamp.reply);
  }
  for (const key of BUNDLE_KEYS) {
    if (key === "fields" ? !Array.isArray(bundle.fields) : typeof bundle[key] !== "string") refuse("a value of another shape");
  }
  if (!ORIGIN.test(bundle.origin)) refuse("an origin of another shape");
  const logKey = base64(bundle.log_key, 32);
  const personKey = base64(bundle.person_key, 32);
  const content = Buffer.from(bundle.entry);
  const entry = readEntry(content);
  const { index, path, note } = readTlogProof(bundle.proof);
  const checkpoint = openCheckpoint(note, bundle.origin);
  const { size, root } = checkpoint;
  if (!isIncluded({ leaf: leafHash(content), index, size, path, root })) refuse("not in the log at that place");
  const register = registerOf(bundle, personKey, logKey, size, root);
  if (knownLogKey !== undefined && !register.logKeys.some(({ key }) => key.equals(knownLogKey))) refuse("another log key");
  demandLog(checkpoint, keyAt(register.logKeys, size));
  const times = witnessed(checkpoint, bundle.witnesses ?? []);
  register.judge(Number(index), entry);
  if (bundle.fields.length > 0) {
    if (entry.c === null || entry.n_fields !== bundle.fields.length) refuse("other fields than the entry binds");
    const names = new Set();
    const leaves = bundle.fields.map((one) => leafOf(one, names));
    for (let at = 1; at < leaves.length; at += 1) {
      if (Buffer.compare(leaves[at - 1], leaves[at]) >= 0) refuse("leaves out of order");
    }
    if (rootOf(leaves).toString("hex") !== entry.c) refuse("other fields than the entry binds");
  }
  return { index, size, entry, notAfter: times[0] };
}

// proof.md, "A proof of equivocation": two checkpoints of one log that cannot both be true.
export function checkEquivocation(bytes, knownLogKey) {
  const split = canonical(bytes);
  const more = isObject(split) && Object.hasOwn(split, "handovers") ? ["handovers"] : [];
  if (!hasKeys(split, ["checkpoints", "format", "log_key", "origin", "path", "root", ...more])) refuse("another shape");
  if (split.format !== "probative/equivocation@1" || !/^probative\/[0-9a-f]{32}(\/[1-9][0-9]{0,5})?$/.test(split.origin)) refuse("format");
  if (/\/1$/.test(split.origin)) refuse("the first epoch bears no number");
  const key = base64(split.log_key, 32);
  const keys = [{ since: 0, key }];
  if (!Array.isArray(split.handovers ?? [])) refuse("handovers that are none");
  for (const said of split.handovers ?? []) {
    const heir = isObject(said) ? heirOfLog(split.origin.split("/").slice(0, 2).join("/"), keys, said) : undefined;
    keys.push({ since: said?.since, key: heir ?? refuse("a handover that does not hold") });
  }
  if (knownLogKey !== undefined && !keys.some((one) => one.key.equals(knownLogKey))) refuse("another log key");
  if (!Array.isArray(split.checkpoints) || split.checkpoints.length !== 2 || !Array.isArray(split.path)) refuse("another shape");
  const [older, newer] = split.checkpoints.map((text) => {
    if (typeof text !== "string") refuse("a checkpoint that is no text");
    const checkpoint = readCheckpoint(Buffer.from(text), split.origin, (size) => keyAt(keys, size));
    return checkpoint.epoch === 1 ? checkpoint : refuse("a checkpoint of another epoch");
  });
  const root = base64(split.root, 32);
  const path = split.path.map((node) => base64(node, 32));
  const ways = { oldSize: older.size, oldRoot: root, newSize: newer.size, newRoot: newer.root, path };
  if (!isConsistent(ways)) refuse("the path leads elsewhere");
  if (root.equals(older.root)) refuse("both can be true");
  return split;
}
