/** Empties the outbox: in order, patiently, and only on the server's word. */

import { skewOf } from "../../shared/clock";
import { batch, halved, MOST_ITEMS, pause } from "../../shared/outbox";
import type { Item } from "../../shared/wire";
import type { Server } from "./server";
import type { Store } from "./store";

export type State = "idle" | "sending" | "waiting" | "login";

const EVERY = 300_000;

export class Sender {
  state: State = "idle";
  private failures = 0;
  private most = MOST_ITEMS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    private readonly store: Store,
    private readonly server: Server,
    private readonly app: string,
    private readonly onWipe: () => Promise<void>,
    private readonly onChange: () => void,
  ) {}

  /** Send and fetch now; a call under way is followed by another. */
  run(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    clearTimeout(this.timer);
    this.running = this.rounds().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private async rounds(): Promise<void> {
    this.become("sending");
    let goOn = true;
    while (goOn && !this.stopped) {
      this.again = false;
      goOn = (await this.round()) || this.again;
    }
    if (this.stopped) return;
    if (this.state === "sending") this.become("idle");
    const wait = this.failures > 0 ? pause(this.failures, Math.random()) : EVERY;
    this.timer = setTimeout(() => void this.run(), wait);
  }

  /** Make one call. True where another should follow at once. */
  private async round(): Promise<boolean> {
    const items = batch(this.store.waiting, this.most);
    const said = await this.server.call(
      this.store.call(items, this.app),
      this.store.meta.phone.key,
    );
    if (said.is === "answer") return this.answered(items, said);
    if (said.is === "too_large" && items.length > 1) {
      this.most = halved(items.length);
      return true;
    }
    this.failures += 1;
    if (said.is === "login") this.store.set({ needs_login: true });
    this.become(said.is === "login" ? "login" : "waiting");
    return false;
  }

  private async answered(
    items: Item[],
    { answer, sent, received }: Extract<Awaited<ReturnType<Server["call"]>>, { is: "answer" }>,
  ): Promise<boolean> {
    await this.store.apply(items, answer, skewOf(answer.now, sent, received));
    const asked = new Set(items.map((item) => item.op));
    if (answer.wipe) {
      await this.onWipe();
      return false;
    }
    if (items.length > 0 && !answer.results.some((result) => asked.has(result.op))) {
      this.failures += 1; // answered, but not for anything we sent
      this.become("waiting");
      return false;
    }
    this.failures = 0;
    this.most = Math.min(MOST_ITEMS, this.most * 2);
    this.become("sending");
    const fetchAnew = answer.cursor !== null && this.store.meta.cursor === null;
    return answer.more || fetchAnew || this.store.waiting.length > 0;
  }

  private become(state: State): void {
    this.state = state;
    this.onChange();
  }
}
