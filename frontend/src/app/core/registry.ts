/** Who uses this phone: the only thing that can be read on it without a PIN. */

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { ByPin, Sealed } from "./vault";

export interface Passkey {
  id: Uint8Array<ArrayBuffer>;
  salt: Uint8Array<ArrayBuffer>;
  key: Sealed;
}

/** One user's entry: their own name, and the wrapped key of their store. */
export interface Entry {
  store: string;
  name: string;
  pin: ByPin;
  passkey?: Passkey;
  wrong: number;
  until: number;
  demo: boolean;
  /** When it was last unlocked: what was fetched does not outlive that for long. */
  opened_at?: number;
}

interface Schema extends DBSchema {
  users: { key: string; value: Entry };
}

const NAME = "felt";
const FREE_TRIES = 5;
const MINUTE = 60_000;
const LONGEST = 60 * MINUTE;

export const storeName = (store: string): string => `felt-${store}`;

export class Registry {
  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(): Promise<Registry> {
    const db = await openDB<Schema>(NAME, 1, {
      upgrade: (made) => {
        made.createObjectStore("users", { keyPath: "store" });
      },
    });
    return new Registry(db);
  }

  /** What a full phone could not take: it counts all the same, as long as the app is open. */
  private readonly unsaved = new Map<string, Entry>();

  async all(): Promise<Entry[]> {
    const saved = await this.db.getAll("users");
    return saved.map((entry) => this.unsaved.get(entry.store) ?? entry);
  }

  async get(store: string): Promise<Entry | undefined> {
    return this.unsaved.get(store) ?? (await this.db.get("users", store));
  }

  /** Note an entry. False where the phone is full. */
  async put(entry: Entry): Promise<boolean> {
    this.unsaved.set(entry.store, entry);
    try {
      const writing = this.db.transaction("users", "readwrite", { durability: "strict" });
      await Promise.all([writing.store.put(entry), writing.done]);
    } catch {
      return false;
    }
    this.unsaved.delete(entry.store);
    return true;
  }

  /** Drop a user's store with all that is in it. */
  async remove(store: string): Promise<void> {
    await deleteDB(storeName(store));
    await this.db.delete("users", store);
    this.unsaved.delete(store);
  }

  close = (): void => this.db.close();
}

/** Say how many milliseconds must pass before the next try; never longer than the longest. */
export const mustWait = (entry: Entry, now: number): number =>
  Math.min(Math.max(0, entry.until - now), LONGEST);

/** Note a wrong PIN: five are free, then a minute, doubled each time up to an hour. */
export function afterWrong(entry: Entry, now: number): Entry {
  const wrong = entry.wrong + 1;
  const over = wrong - FREE_TRIES;
  const wait = over < 0 ? 0 : Math.min(MINUTE * 2 ** over, LONGEST);
  return { ...entry, wrong, until: wait ? now + wait : 0 };
}

export const afterRight = (entry: Entry, now: number): Entry => ({
  ...entry,
  wrong: 0,
  until: 0,
  opened_at: now,
});
