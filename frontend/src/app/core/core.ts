/** The app without its pictures: users, the lock, the store that is open, and its sender. */

import { Disk, type Held } from "./disk";
import { makePasskey, openPasskey } from "./passkey";
import { afterRight, afterWrong, type Entry, mustWait, Registry } from "./registry";
import { Sender } from "./sender";
import type { Server, Who } from "./server";
import { Store } from "./store";
import { lockByPin, newKey, openByPin, ROUNDS } from "./vault";

export type Opened = "open" | "wrong" | "wait";

const UNOPENED = 14 * 86_400_000;
const LAST_WORD = 5_000; // how long the lock waits for a last sending

export interface Open {
  entry: Entry;
  store: Store;
  sender: Sender;
  disk: Disk;
}

export class Core {
  open: Open | null = null;
  entries: Entry[] = [];
  private locking: Promise<void> = Promise.resolve();
  private readonly disks = new Map<string, Promise<Disk>>();
  private readonly listeners = new Set<() => void>();

  private constructor(
    private readonly registry: Registry,
    readonly server: Server,
    readonly app: string,
    private readonly rounds: number,
  ) {}

  static async start(server: Server, app: string, rounds = ROUNDS): Promise<Core> {
    const core = new Core(await Registry.open(), server, app, rounds);
    await core.reload();
    await core.sweep(Date.now());
    return core;
  }

  /** Remove what was fetched for those who have not opened their store for as long as a phone may hold it. */
  private async sweep(now: number): Promise<void> {
    for (const { store, opened_at = now } of this.entries) {
      if (now - opened_at > UNOPENED) await (await this.disk(store)).clearFetched();
    }
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell = (): void => {
    for (const listener of this.listeners) listener();
  };

  private async reload(): Promise<void> {
    this.entries = await this.registry.all();
    this.tell();
  }

  /** Give a store's disk: the same one however many ask at once, or nobody could close them all. */
  private disk(store: string): Promise<Disk> {
    const known = this.disks.get(store);
    if (known) return known;
    const opened = Disk.open(store).then((disk) => {
      disk.onChange = this.tell;
      return disk;
    });
    opened.catch(() => this.disks.delete(store)); // so that the next who asks tries anew
    this.disks.set(store, opened);
    return opened;
  }

  /** Say what lies in a store that has not been sent, also while it is shut. */
  async held(store: string): Promise<Held> {
    return (await this.disk(store)).held();
  }

  /** Put the phone into use for somebody who has logged in. False where server or phone says no. */
  async enrol(who: Who, pin: string): Promise<boolean> {
    const phone = await this.askForKey(who, crypto.randomUUID());
    if (!phone) return false;
    const key = await newKey();
    const store = crypto.randomUUID();
    const pinned = await lockByPin(key, pin, this.rounds);
    const fresh = { wrong: 0, until: 0, opened_at: Date.now() };
    const entry = { store, name: who.name, pin: pinned, demo: who.demo, ...fresh };
    const disk = await this.disk(store);
    const content = await disk.unlock(key);
    const made = new Store(disk, content, phone);
    const isKept = (await disk.flush()) && (await this.registry.put(entry));
    if (!isKept) {
      await this.wipe(store); // better none than one that is gone at the next start
      return false;
    }
    await this.reload();
    this.enter(entry, disk, made);
    return true;
  }

  /** Get a new key for a user whose old one has run out; the store and all in it stay. */
  async renew(who: Who): Promise<boolean> {
    const open = this.open;
    if (!open || open.store.meta.phone.username !== who.username) return false;
    const phone = await this.askForKey(who, open.store.meta.phone.device);
    if (!phone) return false;
    open.store.set({ phone, needs_login: false });
    void open.sender.run();
    return true;
  }

  private async askForKey(who: Who, device: string): Promise<Store["meta"]["phone"] | null> {
    const key = await this.server.enrol(who, device, this.app);
    if (key === "device") return this.askForKey(who, crypto.randomUUID());
    return key === null ? null : { device, key, username: who.username };
  }

  async unlock(store: string, pin: string): Promise<Opened> {
    const entry = await this.registry.get(store);
    if (!entry) return "wrong";
    if (mustWait(entry, Date.now()) > 0) return "wait";
    await this.note(afterWrong(entry, Date.now())); // before the try, so that a kill forgives none
    const key = await openByPin(entry.pin, pin);
    if (!key) return mustWait(await this.current(store), Date.now()) > 0 ? "wait" : "wrong";
    await this.enterWith(afterRight(entry, Date.now()), key);
    return "open";
  }

  async unlockByPasskey(store: string): Promise<Opened> {
    const entry = await this.registry.get(store);
    const key = entry?.passkey ? await openPasskey(entry.passkey) : null;
    if (!entry || !key) return "wrong";
    await this.enterWith(afterRight(entry, Date.now()), key);
    return "open";
  }

  private async current(store: string): Promise<Entry> {
    return (await this.registry.get(store)) as Entry;
  }

  private async note(entry: Entry): Promise<void> {
    await this.registry.put(entry);
    await this.reload();
  }

  private async enterWith(entry: Entry, key: CryptoKey): Promise<void> {
    await this.locking;
    await this.note(entry);
    const disk = await this.disk(entry.store);
    this.enter(entry, disk, new Store(disk, await disk.unlock(key)));
  }

  private enter(entry: Entry, disk: Disk, store: Store): void {
    const sender = new Sender(
      store,
      this.server,
      this.app,
      () => this.wipe(entry.store),
      this.tell,
    );
    store.onChange = this.tell;
    store.onWaiting = () => void sender.run();
    store.prune();
    this.open = { entry, store, sender, disk };
    this.tell();
    void sender.run();
  }

  /** Lock: what is typed is kept, what waits is tried once more, then the key is forgotten. */
  async lock(): Promise<void> {
    const open = this.open;
    if (!open) return;
    this.open = null;
    this.tell();
    this.locking = this.shut(open);
    await this.locking;
  }

  private async shut({ store, sender, disk }: Open): Promise<void> {
    if (store.waiting.length > 0) await within(LAST_WORD, sender.run());
    sender.stop();
    store.end();
    await disk.lock();
  }

  /** Let a passkey open the store too. The PIN is asked for anew: the key in use cannot be taken out. */
  async addPasskey(pin: string): Promise<boolean> {
    const entry = this.open && (await this.current(this.open.entry.store));
    const key = entry && (await openByPin(entry.pin, pin, true));
    const passkey = key && (await makePasskey(key, entry.name));
    if (!entry || !passkey) return false;
    await this.note({ ...entry, passkey });
    if (this.open) this.open.entry = { ...entry, passkey };
    this.tell();
    return true;
  }

  /** Empty one user's store: on the server's word, or on the user's own when nothing waits. */
  async wipe(store: string): Promise<void> {
    const open = this.open?.entry.store === store ? this.open : null;
    if (open) {
      open.sender.stop();
      open.store.end();
      this.open = null;
    }
    (await this.disks.get(store))?.close();
    this.disks.delete(store);
    await this.registry.remove(store);
    await this.reload();
    if (open) {
      const call = { ...open.store.call([], this.app), cursor: null, wiped: true as const };
      await this.server.call(call, open.store.meta.phone.key);
    }
  }
}

const within = (time: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((done) => setTimeout(done, time))]);
