/** A passkey of this phone that opens a store: its secret is derived, never stored (WebAuthn PRF). */

import type { Passkey } from "./registry";
import { lockByPasskey, openByPasskey, random } from "./vault";

const TIMEOUT = 60_000;

/** Say whether this phone has something to try with; whether it derives secrets shows in use. */
export async function mayHavePasskey(): Promise<boolean> {
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
  } catch {
    return false;
  }
}

const asks = (salt: Uint8Array<ArrayBuffer>): AuthenticationExtensionsClientInputs => ({
  prf: { eval: { first: salt } },
});

function secretOf(credential: PublicKeyCredential): BufferSource | undefined {
  return credential.getClientExtensionResults().prf?.results?.first;
}

async function derive(id: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) {
  const found = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: "public-key", id }],
      userVerification: "required",
      timeout: TIMEOUT,
      extensions: asks(salt),
    },
  });
  return found ? secretOf(found as PublicKeyCredential) : undefined;
}

/** Make a passkey and wrap the key with it; null where the phone cannot or the user will not. */
export async function makePasskey(key: CryptoKey, name: string): Promise<Passkey | null> {
  const salt = random(32);
  try {
    const made = (await navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name: "Indsats Felt" },
        user: { id: random(16), name: `${name} (telefonlås)`, displayName: name },
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        timeout: TIMEOUT,
        extensions: asks(salt),
      },
    })) as PublicKeyCredential | null;
    if (!made) return null;
    const id = new Uint8Array(made.rawId);
    const secret = secretOf(made) ?? (await derive(id, salt));
    return secret ? { id, salt, key: await lockByPasskey(key, secret) } : null;
  } catch {
    return null;
  }
}

export async function openPasskey({ id, salt, key }: Passkey): Promise<CryptoKey | null> {
  try {
    const secret = await derive(id, salt);
    return secret ? await openByPasskey(key, secret) : null;
  } catch {
    return null;
  }
}
