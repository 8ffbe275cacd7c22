/** Days and times as Danes say them, and how wrong the phone's own clock is. */

const DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Copenhagen" });
const TIME = new Intl.DateTimeFormat("da-DK", {
  timeZone: "Europe/Copenhagen",
  hour: "2-digit",
  minute: "2-digit",
});
const WORDS = new Intl.DateTimeFormat("da-DK", {
  timeZone: "UTC",
  weekday: "long",
  day: "numeric",
  month: "long",
});
const SHORT = new Intl.DateTimeFormat("da-DK", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
});
const TOLERATED = 120_000; // two minutes: below that the server changes nothing either

/** Give the Danish day (YYYY-MM-DD) of a moment. */
export const dayOf = (moment: number | string): string => DAY.format(new Date(moment));

/** Give the Danish time of day, as 22.05. */
export const timeOf = (moment: number | string): string => TIME.format(new Date(moment));

/** Give a day in words: fredag den 23. oktober. */
export const dayInWords = (day: string): string => WORDS.format(Date.parse(`${day}T12:00:00Z`));

/** Give a day in few letters: fre. 23. okt. */
export const dayInShort = (day: string): string => SHORT.format(Date.parse(`${day}T12:00:00Z`));

/** Say when something was: a time today, a day and a time else; 05.11 alone looks like a day. */
export function whenOf(moment: number | string, today: string): string {
  const time = `kl. ${timeOf(moment)}`;
  return dayOf(moment) === today ? time : `${dayInShort(dayOf(moment))} ${time}`;
}

/** Move a day forward or back. */
export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Give the weekday of a day, Monday being 1 and Sunday 7. */
export const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

/** Say how far the server's clock is ahead of the phone's; the call lay between two moments. */
export function skewOf(now: string, sent: number, received: number): number {
  const skew = Date.parse(now) - (sent + received) / 2;
  return Math.abs(skew) <= TOLERATED ? 0 : Math.round(skew);
}

/** Say in plain words how wrong the phone's clock is, or nothing where it is right. */
export function clockFault(skew: number): string {
  if (skew === 0) return "";
  const minutes = Math.round(Math.abs(skew) / 60_000);
  const [amount, unit] =
    minutes >= 2_880
      ? [Math.round(minutes / 1_440), "dage"]
      : minutes >= 120
        ? [Math.round(minutes / 60), "timer"]
        : [minutes, "minutter"];
  return `Telefonens ur går ${amount} ${unit} for ${skew > 0 ? "langsomt" : "hurtigt"}. Tiderne bliver rettet, når det er sendt.`;
}

/** Give the moment by which the pair must check in again. */
export const dueAt = (last: string, minutes: number): number => Date.parse(last) + minutes * 60_000;
