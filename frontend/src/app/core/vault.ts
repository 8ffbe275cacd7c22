/** The key of a store: made at random, wrapped by the PIN and, where the phone can, by a passkey. */

/** Something encrypted, as it lies on the phone. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export interface ByPin {
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  key: Sealed;
}

export const ROUNDS = 600_000;
const AES = { name: "AES-GCM", length: 256 } as const;

export const random = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));

/** Make the key of a new store; extractable once, so that it can be wrapped. */
export const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);

/** Encrypt any plain value. */
export async function seal(key: CryptoKey, value: unknown): Promise<Sealed> {
  const iv = random(12);
  const plain = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain) };
}

/** Decrypt a value. Rejects where the key is another or a bit is wrong. */
export async function unseal(key: CryptoKey, sealed: Sealed): Promise<unknown> {
  const { iv, data } = sealed;
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
  return JSON.parse(new TextDecoder().decode(plain));
}

async function stretched(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number) {
  const word = new TextEncoder().encode(pin);
  const base = await crypto.subtle.importKey("raw", word, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

async function wrap(outer: CryptoKey, key: CryptoKey): Promise<Sealed> {
  const iv = random(12);
  const raw = await crypto.subtle.exportKey("raw", key);
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, outer, raw) };
}

/** Open a wrapped key; null where the outer key is the wrong one. */
async function unwrap(
  outer: CryptoKey,
  { iv, data }: Sealed,
  extractable: boolean,
): Promise<CryptoKey | null> {
  try {
    const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, outer, data);
    return await crypto.subtle.importKey("raw", raw, AES, extractable, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

export async function lockByPin(key: CryptoKey, pin: string, rounds = ROUNDS): Promise<ByPin> {
  const salt = random(16);
  return { salt, rounds, key: await wrap(await stretched(pin, salt, rounds), key) };
}

/** Give the key where the PIN is right, else null; extractable only to be wrapped anew. */
export const openByPin = async (
  by: ByPin,
  pin: string,
  extractable = false,
): Promise<CryptoKey | null> =>
  unwrap(await stretched(pin, by.salt, by.rounds), by.key, extractable);

/** Make a key of what a passkey derives for this store (the PRF extension). */
async function ofPasskey(secret: BufferSource): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("indsats store");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

export const lockByPasskey = async (key: CryptoKey, secret: BufferSource): Promise<Sealed> =>
  wrap(await ofPasskey(secret), key);

export const openByPasskey = async (key: Sealed, secret: BufferSource): Promise<CryptoKey | null> =>
  unwrap(await ofPasskey(secret), key, false);
