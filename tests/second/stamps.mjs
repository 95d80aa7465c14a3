// RFC 3161 time stamps inside a proof, checked a second time: RFC 3161, RFC 5652, RFC 5280, with Node's own certificates.

import { createHash, createPublicKey, verify } from "node:crypto";
import { base64, refuse, sha256 } from "./proofs.mjs";

const HASHES = { "608648016503040201": "sha256", "608648016503040202": "sha384", "608648016503040203": "sha512" };
const BY_SIGNATURE = {
  "2a864886f70d01010b": "sha256", "2a864886f70d01010c": "sha384", "2a864886f70d01010d": "sha512",
  "2a8648ce3d040302": "sha256", "2a8648ce3d040303": "sha384", "2a8648ce3d040304": "sha512",
};
const CURVES = ["prime256v1", "secp384r1", "secp521r1"];
const OWN = { "2a864886f70d010910022f": "sha256", "2a864886f70d010910020c": "sha1" };
const hashed = (name, content) => createHash(name).update(content).digest();

// The elements of DER: tag, what is in it, the whole of it.
function der(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 1 >= bytes.length) refuse("an element that is cut");
    let length = bytes[at + 1];
    let first = at + 2;
    if (length & 0x80) {
      const count = length & 0x7f;
      if (count < 1 || count > 4 || first + count > bytes.length) refuse("a length that is none");
      length = bytes.readUIntBE(first, count);
      first += count;
    }
    if (first + length > bytes.length) refuse("an element that is cut");
    found.push({ tag: bytes[at], body: bytes.subarray(first, first + length), whole: bytes.subarray(at, first + length) });
    at = first + length;
  }
  return found;
}

const hex = (element) => element.body.toString("hex");

function parts(bytes, count) {
  const found = der(bytes);
  return found.length === count ? found : refuse(`not of ${count} elements`);
}

function only(bytes, tag) {
  const found = der(bytes);
  return found.length === 1 && found[0].tag === tag ? found[0].body : refuse("not the one element that should be there");
}

function signedBy(key, hashName, message, signature) {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: more } = key;
  if (kind === "rsa" && more.modulusLength >= 2048) return verify(hashName, message, key, signature);
  if (kind === "ec" && CURVES.includes(more.namedCurve)) return verify(hashName, message, key, signature);
  return false;
}

function moment(element) {
  const text = element.body.toString("latin1");
  return element.tag === 0x18 ? text : (text >= "50" ? "19" : "20") + text;
}

function certificate(bytes) {
  const [signed, algorithm, signature] = parts(only(bytes, 0x30), 3);
  const all = der(signed.body);
  const [serial, inner, issuer, validity, subject, key, ...rest] = all[0].tag === 0xa0 ? all.slice(1) : all;
  if (!inner.whole.equals(algorithm.whole) || signature.tag !== 3 || signature.body[0] !== 0) refuse("a certificate");
  const extensions = new Map();
  for (const part of rest) {
    if (part.tag !== 0xa3) {
      if (part.tag !== 0x81 && part.tag !== 0x82) only(part.body, 0x30);
      continue;
    }
    for (const one of der(only(part.body, 0x30))) {
      const inside = der(one.body);
      extensions.set(hex(inside[0]), { value: inside.at(-1).body, inside });
    }
  }
  const [begins, ends] = parts(validity.body, 2).map(moment);
  return {
    whole: bytes, signed: signed.whole, hashName: BY_SIGNATURE[hex(der(algorithm.body)[0])], signature: signature.body.subarray(1),
    name: Buffer.concat([issuer.whole, serial.whole]), issuer: issuer.whole, subject: subject.whole, begins, ends, extensions,
    key: createPublicKey({ key: key.whole, format: "der", type: "spki" }),
  };
}

function mayIssue({ extensions }) {
  const value = extensions.get("551d13")?.value;
  const inner = value === undefined ? [] : der(der(value)[0]?.body ?? Buffer.alloc(0));
  return inner.length > 0 && inner[0].tag === 1 && inner[0].body.equals(Buffer.from([0xff]));
}

const isFor = ({ extensions }) => extensions.get("551d25")?.value.equals(Buffer.from("300a06082b06010505070308", "hex")) ?? false;

function isNamed(said, own) {
  for (const [name, usual] of Object.entries(OWN)) {
    if (!said.has(name)) continue;
    const found = der(der(der(said.get(name).body)[0].body)[0].body);
    const isOther = found[0].tag === 0x30;
    const hashName = isOther ? HASHES[hex(der(found[0].body)[0])] : usual;
    const digest = isOther && usual === "sha256" ? found[1] : found[0];
    return hashName !== undefined && digest.body.equals(hashed(hashName, own.whole));
  }
  return false;
}

function rootOf(own, given, brought, time) {
  let one = own;
  for (let step = 0; step < 8; step += 1) {
    if (!(one.begins <= time && time <= one.ends)) refuse("a certificate was not valid then");
    const isRoot = one.subject.equals(one.issuer) && given.some((each) => each.whole.equals(one.whole));
    const from = isRoot ? [one] : [...given, ...brought].filter((each) => each.subject.equals(one.issuer));
    const above = from.find((each) => mayIssue(each) && one.hashName && signedBy(each.key, one.hashName, one.signed, one.signature));
    if (above === undefined) refuse("nobody here issued it");
    if (isRoot) return sha256(one.whole).toString("hex");
    one = above;
  }
  return refuse("it leads to no root");
}

function timeOf(info, imprint) {
  const found = der(only(info, 0x30));
  const [algorithm, digest] = parts(found[2].body, 2);
  if (HASHES[hex(der(algorithm.body)[0])] === undefined || !digest.body.equals(imprint)) refuse("over something else");
  const text = /^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(\.[0-9]*[1-9])?Z$/.exec(found[4].body.toString("latin1"));
  if (found[4].tag !== 0x18 || text === null) refuse("it says no time");
  const [, year, month, day, hour, minute, second, more] = text;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) refuse("a day that there is not");
  let margin = more === undefined ? 0n : 1n;
  if (found.length > 5 && found[5].tag === 0x30) {
    for (const { tag, body } of der(found[5].body)) margin += tag === 2 ? BigInt(`0x0${body.toString("hex")}`) : 1n;
  }
  const latest = new Date(date.getTime() + Number(margin) * 1000);
  return { time: `${year}${month}${day}${hour}${minute}${second}Z`, latest: `${latest.toISOString().slice(0, 19)}Z` };
}

const PEM = /-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=\n]+)-----END CERTIFICATE-----\n/g;

function judgeOne(reply, chain, imprint) {
  const [status, token] = parts(only(reply, 0x30), 2);
  const granted = der(status.body)[0];
  if (granted.tag !== 2 || granted.body.length !== 1 || granted.body[0] > 1) refuse("not granted");
  const [kind, held] = parts(token.body, 2);
  if (hex(kind) !== "2a864886f70d010702") refuse("no signed data");
  const found = der(only(held.body, 0x30));
  const [type, wrapped] = parts(found[2].body, 2);
  const info = only(wrapped.body, 4);
  if (hex(type) !== "2a864886f70d0109100104") refuse("no time stamp");
  const { time, latest } = timeOf(info, imprint);
  const brought = found.slice(3, -1).filter(({ tag }) => tag === 0xa0).flatMap(({ body }) => der(body).map(({ whole }) => certificate(whole)));
  const given = [...chain.matchAll(PEM)].map(([, text]) => certificate(base64(text.replaceAll("\n", ""))));
  if (chain.replace(PEM, "") !== "" || given.length === 0) refuse("no certificates");
  const [signer] = parts(found.at(-1).body, 1);
  const [, who, digestAlgorithm, attributes, algorithm, signature] = parts(signer.body, 6);
  const hashName = HASHES[hex(der(digestAlgorithm.body)[0])] ?? refuse("a hash that is not known");
  if (attributes.tag !== 0xa0 || signature.tag !== 4) refuse("signed in a way that is not known");
  const said = new Map(der(attributes.body).map(({ body }) => {
    const [name, values] = parts(body, 2);
    return [hex(name), der(values.body)[0]];
  }));
  if (hex(said.get("2a864886f70d010903")) !== "2a864886f70d0109100104") refuse("another type");
  if (!said.get("2a864886f70d010904").body.equals(hashed(hashName, info))) refuse("another content");
  const own = [...given, ...brought].find((one) => who.body.equals(one.name) && isNamed(said, one)) ?? refuse("no certificate");
  const named = BY_SIGNATURE[hex(der(algorithm.body)[0])] ?? hashName;
  const message = Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]);
  if (named !== hashName || !signedBy(own.key, hashName, message, signature.body)) refuse("the signature does not hold");
  if (!isFor(own)) refuse("not for time stamps");
  return { latest, root: rootOf(own, given, brought, time) };
}

// What the stamps of a proof say, in their order; throws where one does not hold or cannot be read.
export function checkStamps(bytes) {
  const proof = JSON.parse(bytes.toString());
  const note = proof.proof.slice(proof.proof.indexOf("\n\n") + 2);
  const at = note.lastIndexOf("\n\n");
  const imprint = sha256(Buffer.from(`${note.slice(0, at)}\n\n${note.slice(at + 2).split("\n")[0]}\n`));
  const stamps = proof.stamps ?? [];
  if (stamps.length === 0) refuse("none");
  return stamps.map(({ reply, chain }) => {
    try {
      return judgeOne(base64(reply), chain, imprint);
    } catch (error) {
      return refuse(`one that does not hold: ${error.message}`);
    }
  });
}
