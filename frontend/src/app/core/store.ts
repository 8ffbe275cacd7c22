/** What an unlocked phone knows of one user: records, outbox, drafts; memory first, disk at once. */

import {
  afterwards,
  changed,
  differing,
  type Kept,
  type Note,
  noteOf,
  OWN,
  type View,
  view,
  views,
} from "../../shared/book";
import { dayOf } from "../../shared/clock";
import { fresh, outdated, trimmed } from "../../shared/keeping";
import { nextSeq, type Settled, settle, type Waiting } from "../../shared/outbox";
import {
  type Answer,
  type Base,
  type Call,
  type FormFields,
  type Item,
  type Kind,
  NEWEST,
  type Values,
} from "../../shared/wire";
import type { Content, Disk, Shelf } from "./disk";

/** A form somebody has begun to fill in, in the version it was begun in. */
export interface Draft {
  slot: string;
  kind: Kind;
  form: number;
  record: string;
  base: number | null;
  was: Values;
  fields: Values;
  begun_at: string;
}

/** What the phone knows beside records; each name is one row on the disk. */
export interface Meta {
  phone: { device: string; key: string; username: string };
  cursor: string | null;
  base: Base | null;
  forms: { [form: string]: FormFields };
  notes: Note[];
  skew: number;
  synced_at: string | null;
  needs_login: boolean;
  last: Values;
}

const AT_FIRST: Omit<Meta, "phone"> = {
  cursor: null,
  base: null,
  forms: {},
  notes: [],
  skew: 0,
  synced_at: null,
  needs_login: false,
  last: {},
};
const SKEW_CHANGED = 3_600_000;

export class Store {
  readonly records: Map<string, Kept>;
  readonly drafts: Map<string, Draft>;
  waiting: Waiting[];
  readonly meta: Meta;
  onChange: () => void = () => {};
  /** Something new waits to be sent. */
  onWaiting: () => void = () => {};
  private hasEnded = false;

  constructor(
    private readonly disk: Disk,
    content: Content,
    phone?: Meta["phone"],
  ) {
    this.records = content.records as Map<string, Kept>;
    this.drafts = content.drafts as Map<string, Draft>;
    this.waiting = [...content.outbox.values()] as Waiting[];
    this.meta = { ...AT_FIRST, phone, ...Object.fromEntries(content.meta) } as Meta;
    if (phone) this.set({ phone });
  }

  /** Now, by the server's clock as far as it is known. */
  now = (): number => Date.now() + this.meta.skew;

  today = (): string => dayOf(this.now());

  views = (kind: Kind): View[] => views(this.records, this.waiting, kind);

  view = (record: string): View | undefined => view(this.records, this.waiting, record);

  /** Give the fields of a form in the version a draft was begun in. */
  form = (kind: Kind, version: number = NEWEST[kind]): FormFields =>
    this.meta.forms[`${kind}/${version}`] ?? {};

  isSafe = (): boolean => !this.disk.isFull;

  set(values: Partial<Meta>): void {
    Object.assign(this.meta, values);
    for (const [key, value] of Object.entries(values)) this.write("meta", key, value);
    this.settled();
  }

  /** Write no more: the lock has fallen, and what a late answer says comes again with the next. */
  end(): void {
    this.hasEnded = true;
    this.onChange = () => {};
  }

  private write(shelf: Shelf, key: string, value?: unknown): void {
    if (!this.hasEnded) this.disk.write({ shelf, key, value });
  }

  private settled(): Promise<boolean> {
    this.onChange();
    return this.disk.flush();
  }

  /** Begin a form, or go on with the one begun in this slot. */
  begin(slot: string, kind: Kind, fields: Values, record?: string): Draft {
    const begun = this.drafts.get(slot);
    if (begun) return begun;
    const there = record === undefined ? undefined : this.view(record);
    return {
      slot,
      kind,
      form: NEWEST[kind],
      record: record ?? crypto.randomUUID(),
      base: there ? (there.version ?? 0) : null,
      was: { ...there?.fields },
      fields: { ...there?.fields, ...fields },
      begun_at: new Date().toISOString(),
    };
  }

  /** Keep what stands in a form, letter by letter. True once it is on the phone. */
  keep(draft: Draft): Promise<boolean> {
    this.drafts.set(draft.slot, draft);
    this.write("drafts", draft.slot, draft);
    return this.settled();
  }

  drop(slot: string): Promise<boolean> {
    this.drafts.delete(slot);
    this.write("drafts", slot);
    return this.settled();
  }

  /** Put a finished form into the outbox and take its draft away, both or neither. */
  save(draft: Draft): Promise<boolean> {
    const form = this.form(draft.kind, draft.form);
    const given = Object.fromEntries(Object.entries(draft.fields).filter(([name]) => name in form));
    const fields = differing(given, draft.was);
    this.drafts.delete(draft.slot);
    this.write("drafts", draft.slot);
    if (draft.base === null || Object.keys(fields).length > 0) {
      this.enqueue({ ...draft, fields, made_at: new Date().toISOString() });
    }
    return this.settled();
  }

  /** Write a record, or change some fields of one, without a form. */
  add(kind: Kind, fields: Values, record?: string): string {
    const draft = this.begin(`now ${crypto.randomUUID()}`, kind, fields, record);
    void this.save(draft);
    return draft.record;
  }

  private enqueue(made: Omit<Draft, "slot" | "begun_at"> & { made_at: string }): void {
    const { kind, form, record, base, fields, made_at } = made;
    const was = Object.fromEntries(
      Object.keys(base === null ? {} : fields).map((name) => [name, made.was[name] ?? null]),
    );
    const op = crypto.randomUUID();
    const item: Item = { op, kind, record, form, base, made_at, fields, was };
    const waiting = { seq: nextSeq(this.waiting), item };
    this.waiting = [...this.waiting, waiting];
    this.write("outbox", op, waiting);
    this.onWaiting();
  }

  call(items: Item[], app: string): Call {
    const { phone, cursor } = this.meta;
    const times = this.waiting.map(({ item }) => item.made_at).sort();
    return {
      device: phone.device,
      app,
      sent_at: new Date().toISOString(),
      cursor,
      waiting: this.waiting.length,
      oldest_waiting_at: times[0] ?? null,
      items,
    };
  }

  /** Take in an answer. True once it is on the phone: all of it, or nothing. */
  apply(sent: Item[], answer: Answer, skew: number): Promise<boolean> {
    const { left, settled } = settle(this.waiting, sent, answer.results);
    this.waiting = left;
    for (const { item } of settled) this.write("outbox", item.op);
    if (answer.reset) this.forget();
    for (const each of settled) this.settleRecord(each, answer.reset);
    for (const change of answer.changes) {
      this.put(change.record, changed(this.records.get(change.record), change));
    }
    this.applyMeta(settled, answer, skew);
    this.prune();
    return this.settled();
  }

  private settleRecord(each: Settled, isReset: boolean): void {
    if (isReset && !OWN.has(each.item.kind)) return; // what is still within reach comes anew
    const { record } = each.item;
    this.put(record, afterwards(this.records.get(record), each));
  }

  private applyMeta(settled: Settled[], answer: Answer, skew: number): void {
    const at = new Date(answer.now).toISOString();
    const told = settled.map((each) => noteOf(each, at)).filter((note) => note !== null);
    const clockMoved = Math.abs(skew - this.meta.skew) > SKEW_CHANGED && !answer.base;
    this.set({
      // A clock that was wrong may have removed too much: fetch all anew.
      cursor: clockMoved ? null : answer.cursor,
      skew,
      needs_login: false,
      synced_at: at,
      ...(told.length > 0 && { notes: [...told, ...this.meta.notes] }),
      ...(answer.base && {
        base: answer.base,
        forms: { ...this.meta.forms, ...answer.base.forms },
      }),
    });
  }

  private put(record: string, kept: Kept | null): void {
    if (kept) this.records.set(record, kept);
    else if (!this.records.delete(record)) return;
    this.write("records", record, kept ?? undefined);
  }

  /** Drop what was fetched; outbox, drafts and one's own receipts stay. */
  private forget(): void {
    for (const { record, kind } of [...this.records.values()]) {
      if (!OWN.has(kind)) this.put(record, null);
    }
  }

  /** Remove what the phone no longer needs. */
  prune(): void {
    const today = this.today();
    for (const record of outdated(this.records, today)) this.put(record, null);
    const notes = fresh(this.meta.notes, today);
    if (notes.length < this.meta.notes.length) this.set({ notes });
    if (this.meta.base) {
      const base = trimmed(this.meta.base, today);
      if (base.deployments.length < this.meta.base.deployments.length) this.set({ base });
    }
  }
}
