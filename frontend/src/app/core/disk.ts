/** One user's encrypted store: everything to be written waits here until the phone has taken it. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { storeName } from "./registry";
import { type Sealed, seal, unseal } from "./vault";

export type Shelf = "outbox" | "drafts" | "records" | "meta";
export const SHELVES: readonly Shelf[] = ["outbox", "drafts", "records", "meta"];

/** What must never be held up by anything else: what the worker has written. */
const PRECIOUS: ReadonlySet<Shelf> = new Set<Shelf>(["outbox", "drafts"]);
const RETRY_AFTER = 5_000;

interface Schema extends DBSchema {
  outbox: { key: string; value: Sealed };
  drafts: { key: string; value: Sealed };
  records: { key: string; value: Sealed };
  meta: { key: string; value: Sealed };
}

interface Write {
  shelf: Shelf;
  key: string;
  /** undefined removes. */
  value?: unknown;
  sealed?: Sealed;
}

/** How much of the worker's own is on the phone and nowhere else. */
export interface Held {
  items: number;
  drafts: number;
}

export type Content = Record<Shelf, Map<string, unknown>>;

export class Disk {
  /** The last write of every key that is not safely on the phone yet. */
  private waiting = new Map<string, Write>();
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private key: CryptoKey | null = null;
  /** Whether the phone refused to keep something, most often because it is full. */
  isFull = false;
  onChange: () => void = () => {};

  private constructor(private readonly db: IDBPDatabase<Schema>) {}

  static async open(store: string): Promise<Disk> {
    const db = await openDB<Schema>(storeName(store), 1, {
      upgrade: (made) => {
        for (const shelf of SHELVES) made.createObjectStore(shelf);
      },
    });
    return new Disk(db);
  }

  /** Read everything with the user's key, what is still to be written laid on top. */
  async unlock(key: CryptoKey): Promise<Content> {
    this.key = key;
    const content = {} as Content;
    for (const shelf of SHELVES) content[shelf] = await this.readShelf(shelf, key);
    for (const { shelf, key: name, value, sealed } of this.waiting.values()) {
      const held = sealed ? await unseal(key, sealed) : value;
      if (held === undefined) content[shelf].delete(name);
      else content[shelf].set(name, held);
    }
    return content;
  }

  private async readShelf(shelf: Shelf, key: CryptoKey): Promise<Map<string, unknown>> {
    const reading = this.db.transaction(shelf, "readonly");
    const [names, values] = await Promise.all([
      reading.store.getAllKeys(),
      reading.store.getAll(),
      reading.done,
    ]);
    const plain = await Promise.all(values.map((value) => unsealed(key, value)));
    const all = names.map((name, index): [string, unknown] => [String(name), plain[index]]);
    return new Map(all.filter(([, value]) => value !== undefined));
  }

  /** Count what the worker wrote and nobody has yet: no key is needed to count. */
  async held(): Promise<Held> {
    const reading = this.db.transaction(["outbox", "drafts"], "readonly");
    const [items, drafts] = await Promise.all([
      reading.objectStore("outbox").count(),
      reading.objectStore("drafts").count(),
      reading.done,
    ]);
    return { items, drafts };
  }

  /** Remove what was fetched without the key; what the worker wrote stays. */
  async clearFetched(): Promise<void> {
    try {
      const writing = this.db.transaction(["records", "meta"], "readwrite");
      const meta = writing.objectStore("meta");
      await Promise.all([
        writing.objectStore("records").clear(),
        meta.delete("base"),
        meta.delete("cursor"),
        writing.done,
      ]);
    } catch {
      // tried again at the next start
    }
  }

  /** Take in writes that belong together; they reach the phone in one transaction. */
  write(...writes: Write[]): void {
    for (const each of writes) {
      const name = `${each.shelf} ${each.key}`;
      this.waiting.delete(name);
      this.waiting.set(name, each);
    }
  }

  /** Wait until all is on the phone. False where it could not take it: it is tried again. */
  async flush(): Promise<boolean> {
    while (this.waiting.size > 0) {
      this.running ??= this.store().finally(() => {
        this.running = null;
      });
      await this.running;
      if (this.isFull) return false;
    }
    return true;
  }

  private async store(): Promise<void> {
    await null; // let everything that belongs together be said first
    const all = [...this.waiting.entries()];
    await this.sealAll(all);
    const kept = (await this.put(all)) ? all : await this.putPrecious(all);
    for (const [name, write] of kept) {
      if (this.waiting.get(name) === write) this.waiting.delete(name);
    }
    this.note(kept.length < all.length);
  }

  private async putPrecious(all: [string, Write][]): Promise<[string, Write][]> {
    const isPrecious = ({ shelf, value }: Write) => PRECIOUS.has(shelf) || value === undefined;
    const precious = all.filter(([, write]) => isPrecious(write));
    return precious.length < all.length && (await this.put(precious)) ? precious : [];
  }

  private async sealAll(writes: [string, Write][]): Promise<void> {
    for (const [, write] of writes) {
      if (write.value !== undefined && !write.sealed && this.key) {
        write.sealed = await seal(this.key, write.value);
      }
    }
  }

  private async put(writes: [string, Write][]): Promise<boolean> {
    try {
      const writing = this.db.transaction(SHELVES, "readwrite", { durability: "strict" });
      const asked = writes.map(([, write]) => {
        const shelf = writing.objectStore(write.shelf);
        if (write.value === undefined) return shelf.delete(write.key);
        if (!write.sealed) throw new Error("nothing is stored that is not encrypted");
        return shelf.put(write.sealed, write.key);
      });
      await Promise.all([...asked, writing.done]);
      return true;
    } catch {
      return false;
    }
  }

  private note(isFull: boolean): void {
    clearTimeout(this.timer);
    if (isFull) this.timer = setTimeout(() => void this.flush(), RETRY_AFTER);
    if (isFull === this.isFull) return;
    this.isFull = isFull;
    this.onChange();
  }

  /** Forget the key; what the phone has not taken yet stays here, encrypted, and is tried again. */
  async lock(): Promise<void> {
    await this.flush();
    await this.sealAll([...this.waiting.entries()]);
    for (const write of this.waiting.values()) {
      if (write.sealed) write.value = null;
    }
    this.key = null;
  }

  close(): void {
    clearTimeout(this.timer);
    this.waiting.clear();
    this.db.close();
  }
}

/** A row that cannot be read is left where it is; it must not shut out all the others. */
const unsealed = (key: CryptoKey, value: Sealed): Promise<unknown> =>
  unseal(key, value).catch(() => undefined);
