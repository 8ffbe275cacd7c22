import "fake-indexeddb/auto";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Call, Item, Result } from "../../shared/wire";
import { Core } from "./core";
import type { Said, Server, Who } from "./server";

const amina: Who = { username: "amina", name: "Amina", csrf: "x", demo: true };
const bo: Who = { username: "bo", name: "Bo", csrf: "x", demo: true };
const FORMS = {
  "observation/1": { text: { type: "text", required: false, codes: [], longest: 600, highest: 0 } },
};
const BASE = {
  user: amina,
  people: [],
  units: [],
  places: [],
  areas: [],
  deployments: [],
  forms: FORMS,
  labels: {},
};

/** A server that keeps what it is sent, and answers as the test says. */
class Fake implements Server {
  items: Item[] = [];
  calls: Call[] = [];
  answers: ((call: Call) => Said)[] = [];

  who = async (): Promise<Who> => amina;
  enrol = async (): Promise<string> => "key";

  async call(body: Call): Promise<Said> {
    this.calls.push(structuredClone(body));
    const next = this.answers.shift();
    return next ? next(body) : this.take(body);
  }

  take(body: Call, more: object = {}): Said {
    const results: Result[] = body.items.map((item) => {
      if (!this.items.some((held) => held.op === item.op)) this.items.push(item);
      return { op: item.op, outcome: "taken", record: item.record, version: 1 };
    });
    const base = body.cursor === null ? { base: BASE } : {};
    const answer = {
      now: new Date().toISOString(),
      wipe: false,
      reset: false,
      cursor: "c",
      more: false,
    };
    return {
      is: "answer",
      answer: { ...answer, results, changes: [], ...base, ...more },
      sent: Date.now(),
      received: Date.now(),
    };
  }
}

let server: Fake;
const started: Core[] = [];

/** Start the app as after a kill: everything in memory is gone. */
async function restarted(): Promise<Core> {
  for (const core of started.splice(0)) core.open?.sender.stop();
  const core = await Core.start(server, "test", 10);
  started.push(core);
  return core;
}

async function enrolled(who = amina, pin = "271828"): Promise<Core> {
  const core = await restarted();
  await core.enrol(who, pin);
  await core.open?.sender.run();
  if (core.open) core.open.store.onWaiting = () => {}; // the tests say themselves when to send
  return core;
}

function write(core: Core, text: string, slot = "observation"): Promise<boolean> | undefined {
  const store = core.open?.store;
  const draft = store?.begin(slot, "observation", {});
  return draft && store?.keep({ ...draft, fields: { ...draft.fields, text } });
}

async function finish(core: Core, text: string): Promise<void> {
  await write(core, text);
  const store = core.open?.store;
  const draft = store?.drafts.get("observation");
  if (draft) await store?.save(draft);
}

const texts = (): unknown[] => server.items.map((item) => item.fields.text);
const offline = (): Said => ({ is: "nothing" });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  server = new Fake();
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const core of started.splice(0)) core.open?.sender.stop();
});

describe("drafts", () => {
  it("behaviour 8: outlive a kill, letter by letter, in the form they were begun in", async () => {
    await write(await enrolled(), "To unge på trap");
    const core = await restarted();
    const [entry] = core.entries;
    expect(await core.unlock(entry?.store ?? "", "271828")).toBe("open");
    expect(core.open?.store.drafts.get("observation")).toMatchObject({
      form: 1,
      fields: { text: "To unge på trap" },
    });
  });

  it("behaviour 8: keep their form on the phone when the server only tells of a newer one", async () => {
    const core = await enrolled();
    await write(core, "begyndt i den gamle");
    const forms = { "observation/2": {} };
    server.answers = [(call) => server.take(call, { base: { ...BASE, forms } })];
    await core.open?.sender.run();
    const store = core.open?.store;
    const draft = store?.drafts.get("observation");
    expect(Object.keys(store?.form("observation", draft?.form) ?? {})).toEqual(["text"]);
    if (draft) await store?.save(draft);
    await core.open?.sender.run();
    expect(server.items[0]).toMatchObject({ form: 1, fields: { text: "begyndt i den gamle" } });
  });

  it("are whole however quickly one types while the phone writes", async () => {
    const core = await enrolled();
    const typed = Array.from({ length: 40 }, (_, index) => "abc".repeat(index + 1));
    const kept = typed.map((text, index) => write(core, text, `slot ${index % 7}`));
    await Promise.all(kept);
    const again = await restarted();
    await again.unlock(again.entries[0]?.store ?? "", "271828");
    const found = [...(again.open?.store.drafts.values() ?? [])].map(({ fields }) => fields.text);
    expect(found.sort()).toEqual(typed.slice(-7).sort());
  });

  it("lie encrypted on the phone: no word can be read", async () => {
    const core = await enrolled();
    await write(core, "hemmelig");
    const seen: string[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done) => {
        const asked = indexedDB.open(name ?? "");
        asked.onsuccess = () => done(asked.result);
      });
      for (const shelf of db.objectStoreNames) {
        const asked = db.transaction(shelf).objectStore(shelf).getAll();
        await new Promise((done) => {
          asked.onsuccess = done;
        });
        seen.push(
          ...asked.result.map((row) =>
            row.data ? new TextDecoder("latin1").decode(row.data) : "",
          ),
        );
      }
      db.close();
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.join()).not.toContain("hemmelig");
  });
});

describe("the outbox", () => {
  it("sends by itself as soon as something is saved", async () => {
    const core = await restarted();
    await core.enrol(amina, "271828");
    await core.open?.sender.run();
    await finish(core, "et");
    await vi.waitFor(() => expect(texts()).toEqual(["et"]));
  });

  it("keeps all through failures and lets go when taken", async () => {
    const core = await enrolled();
    server.answers = [offline, offline];
    await finish(core, "et");
    await finish(core, "to");
    await core.open?.sender.run();
    await core.open?.sender.run();
    expect(core.open?.store.waiting).toHaveLength(2);
    await core.open?.sender.run();
    expect(texts()).toEqual(["et", "to"]);
    expect(core.open?.store.waiting).toEqual([]);
  });

  it("sends the same to the letter after an answer was lost", async () => {
    const core = await enrolled();
    server.answers = [
      (call) => {
        server.take(call);
        return offline();
      },
    ];
    await finish(core, "et");
    await core.open?.sender.run();
    const again = await restarted();
    await again.unlock(again.entries[0]?.store ?? "", "271828");
    await again.open?.sender.run();
    const sent = server.calls.flatMap((call) => call.items);
    expect(sent.length).toBeGreaterThan(1);
    expect(new Set(sent.map((item) => JSON.stringify(item))).size).toBe(1);
    expect(texts()).toEqual(["et"]);
  });

  it("halves on 413 and gets through", async () => {
    const core = await enrolled();
    for (let count = 0; count < 8; count += 1) await finish(core, String(count));
    const small = (call: Call): Said =>
      call.items.length > 2 ? { is: "too_large" } : server.take(call);
    server.answers = Array.from({ length: 12 }, () => small);
    await core.open?.sender.run();
    expect(texts()).toEqual(["0", "1", "2", "3", "4", "5", "6", "7"]);
  });

  it("asks for login and keeps all when the key has run out", async () => {
    const core = await enrolled();
    await finish(core, "et");
    server.answers = [() => ({ is: "login" })];
    await core.open?.sender.run();
    expect(core.open?.store.meta.needs_login).toBe(true);
    expect(await core.renew(bo)).toBe(false);
    expect(await core.renew(amina)).toBe(true);
    await core.open?.sender.run();
    expect(texts()).toEqual(["et"]);
  });

  it("tells the worker what was parked and why", async () => {
    const core = await enrolled();
    await finish(core, "et");
    server.answers = [
      (call) => {
        const results = call.items.map(({ op }) => ({
          op,
          outcome: "parked",
          reason: "no_access",
          text: "Du er flyttet.",
        }));
        return server.take({ ...call, items: [] }, { results });
      },
    ];
    await core.open?.sender.run();
    expect(core.open?.store.waiting).toEqual([]);
    expect(core.open?.store.meta.notes[0]).toMatchObject({
      outcome: "parked",
      text: "Du er flyttet.",
    });
  });

  it("gives up no item for an answer about something else", async () => {
    const core = await enrolled();
    server.answers = [(call) => server.take({ ...call, items: [] })];
    await finish(core, "et");
    await core.open?.sender.run();
    expect(core.open?.store.waiting).toHaveLength(1);
  });

  it("changes a record not yet acknowledged without claiming to know its version", async () => {
    const core = await enrolled();
    server.answers = [offline, offline, offline];
    const store = core.open?.store;
    const record = store?.add("observation", { text: "før" });
    store?.add("observation", { text: "efter" }, record);
    await core.open?.sender.run();
    server.answers = [];
    await core.open?.sender.run();
    expect(server.items.map(({ base, fields, was }) => ({ base, fields, was }))).toEqual([
      { base: null, fields: { text: "før" }, was: {} },
      { base: 0, fields: { text: "efter" }, was: { text: "før" } },
    ]);
  });
});

describe("the lock", () => {
  it("keeps the draft and shows nothing; the right PIN gives it back", async () => {
    const core = await enrolled();
    await write(core, "midt i en sætning");
    await core.lock();
    expect(core.open).toBeNull();
    const store = core.entries[0]?.store ?? "";
    expect(await core.unlock(store, "000000")).toBe("wrong");
    expect(await core.unlock(store, "271828")).toBe("open");
    expect(core.open?.store.drafts.size).toBe(1);
  });

  it("makes one wait after five wrong tries, also past a restart, and throws nothing away", async () => {
    const first = await enrolled();
    await write(first, "kladde");
    const store = first.entries[0]?.store ?? "";
    for (let count = 0; count < 5; count += 1) await first.unlock(store, "999999");
    const core = await restarted();
    expect(await core.unlock(store, "271828")).toBe("wait");
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
    expect(await core.unlock(store, "271828")).toBe("open");
    expect(core.open?.store.drafts.size).toBe(1);
  });

  it("keeps two users of one phone apart, queue and all", async () => {
    const core = await enrolled();
    server.answers = [offline, offline, offline];
    await finish(core, "Aminas");
    await core.lock();
    server.answers = [];
    await core.enrol(bo, "314159");
    await core.open?.sender.run();
    expect(core.open?.store.waiting).toEqual([]);
    expect(texts()).toEqual([]);
    await core.lock();
    const hers = core.entries.find((entry) => entry.name === "Amina")?.store ?? "";
    expect(await core.unlock(hers, "314159")).toBe("wrong");
    expect(await core.unlock(hers, "271828")).toBe("open");
    await core.open?.sender.run();
    expect(texts()).toEqual(["Aminas"]);
  });
});

describe("a full phone", () => {
  it("says so, keeps what is typed in memory past the lock, and stores it when there is room", async () => {
    const core = await enrolled();
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(await write(core, "skrevet på en fuld telefon")).toBe(false);
    expect(core.open?.store.isSafe()).toBe(false);
    await core.lock();
    const store = core.entries[0]?.store ?? "";
    expect(await core.unlock(store, "999999")).toBe("wrong");
    expect(await core.unlock(store, "271828")).toBe("open");
    full.mockRestore();
    expect(core.open?.store.drafts.get("observation")?.fields.text).toBe(
      "skrevet på en fuld telefon",
    );
    expect(await core.open?.disk.flush()).toBe(true);
    const after = await restarted();
    await after.unlock(store, "271828");
    expect(after.open?.store.drafts.size).toBe(1);
  });
});

describe("a phone left in a drawer", () => {
  it("gives up what it fetched after two weeks, unopened, and nothing that was written", async () => {
    const core = await enrolled();
    server.answers = [
      (call) =>
        server.take(call, { changes: [{ kind: "group", record: "g", version: 1, fields: {} }] }),
    ];
    await core.open?.sender.run();
    server.answers = [offline];
    await write(core, "kladde");
    core.open?.store.add("observation", { text: "venter" });
    await core.open?.disk.flush();
    const later = Date.now() + 15 * 86_400_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    const again = await restarted();
    server.answers = [offline, offline];
    expect(await again.unlock(again.entries[0]?.store ?? "", "271828")).toBe("open");
    const store = again.open?.store;
    expect([store?.records.size, store?.meta.base, store?.meta.cursor]).toEqual([0, null, null]);
    expect([store?.drafts.size, store?.waiting.length]).toEqual([1, 1]);
  });
});

describe("the server's word", () => {
  it("empties the phone, says so, and leaves no trace", async () => {
    const core = await enrolled();
    await write(core, "kladde");
    server.answers = [(call) => server.take(call, { wipe: true })];
    await core.open?.sender.run();
    expect(core.open).toBeNull();
    expect(core.entries).toEqual([]);
    expect(server.calls.at(-1)).toMatchObject({ wiped: true, items: [] });
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["felt"]);
  });

  it("empties it also where the lock was counting what waits meanwhile", async () => {
    const before = await enrolled();
    await write(before, "kladde");
    before.open?.disk.close(); // a kill closes it
    const core = await restarted();
    const store = core.entries[0]?.store ?? "";
    const [held, opened] = await Promise.all([core.held(store), core.unlock(store, "271828")]);
    expect([held, opened]).toEqual([{ items: 0, drafts: 1 }, "open"]);
    await core.wipe(store);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["felt"]);
  });

  it("resets what was fetched but neither outbox nor drafts", async () => {
    const core = await enrolled();
    const tour = {
      kind: "tour",
      record: "t",
      version: 1,
      fields: { day: core.open?.store.today() ?? "" },
    };
    server.answers = [(call) => server.take(call, { changes: [tour] })];
    await core.open?.sender.run();
    expect(core.open?.store.views("tour")).toHaveLength(1);
    await write(core, "kladde");
    server.answers = [(call) => server.take(call, { reset: true, base: BASE })];
    await core.open?.sender.run();
    expect(core.open?.store.views("tour")).toHaveLength(0);
    expect(core.open?.store.drafts.size).toBe(1);
  });
});
