/**
 * Does a text look as if it says who somebody is? A polite remark, never a refusal.
 * The same rule as the server's `base/rules/names.py`: same words, held to the same examples.
 */

import lists from "../../../indsats/base/rules/name_words.json";

export type Looks = "cpr" | "email" | "phone" | "address" | "name";

/** A piece of a text and what it looks like. */
export interface Remark {
  looks: Looks;
  start: number;
  end: number;
  text: string;
}

type Words = Record<keyof typeof lists, ReadonlySet<string>>;

const WORDS = Object.fromEntries(
  Object.entries(lists).map(([name, words]) => [name, new Set(words)]),
) as unknown as Words;

const LETTER = "A-Za-zÆØÅæøåÉéÄÖÜäöüŞşÇçĞğİı";
const UPPER = "A-ZÆØÅÉÄÖÜŞÇĞİ";
const WORD = new RegExp(`[${LETTER}]+(?:[-'’][${LETTER}]+)*`, "g");
const CPR =
  /(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)/g;
const EMAIL = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g;
const PHONE =
  /(?<![\d.])(?:(?:\+|00)45 ?)?(?:[2-9]\d{7}|[2-9]\d{3} \d{4}|[2-9]\d(?: \d{2}){3}|[2-9]\d(?:\.\d{2}){3})(?!\d|\.\d)/g;
const DAY_IN_FIGURES = /^20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const SENTENCE_END: ReadonlySet<string> = new Set('.!?:\n•–-"“”»«(/');
const ADDRESS = address();

/** Match a street by its ending, or by a word of its own after another, and a house number. */
function address(): RegExp {
  const streets = [...WORDS.streets].sort((one, other) => other.length - one.length);
  const own = streets.map((each) => each.charAt(0).toUpperCase() + each.slice(1)).join("|");
  const counted = [...WORDS.counted].join("|");
  return new RegExp(
    `(?<![${LETTER}])(?:[${UPPER}][${LETTER}]+(?:${streets.join("|")})|([${UPPER}][${LETTER}]+) (?:${own}))` +
      ` (?:nr\\.? )?\\d{1,3}(?: ?[A-Za-z](?![${LETTER}]))?(?![\\d:.]\\d|\\d)` +
      `(?! ?(?:${counted})(?![${LETTER}]))`,
    "g",
  );
}

/** Find what looks like a name, a number or an address, in the order it stands. */
export function remarks(text: string, known: ReadonlySet<string> = new Set()): Remark[] {
  const found: Remark[] = [];
  for (const each of [...patterns(text), ...names(text, known)]) {
    if (!found.some((one) => one.start < each.end && each.start < one.end)) found.push(each);
  }
  return found.sort((one, other) => one.start - other.start);
}

const remark = (looks: Looks, text: string, start: number, end: number): Remark => ({
  looks,
  start,
  end,
  text: text.slice(start, end),
});

const whole = (looks: Looks, text: string, { index, 0: found }: RegExpExecArray): Remark =>
  remark(looks, text, index, index + found.length);

function* patterns(text: string): Generator<Remark> {
  for (const found of text.matchAll(EMAIL)) yield whole("email", text, found);
  for (const found of text.matchAll(CPR)) yield whole("cpr", text, found);
  for (const found of text.matchAll(PHONE)) {
    if (!DAY_IN_FIGURES.test(found[0])) yield whole("phone", text, found);
  }
  for (const found of text.matchAll(ADDRESS)) {
    const before = found[1]?.toLowerCase();
    if (!before || !WORDS.no_street_before.has(before)) yield whole("address", text, found);
  }
}

interface Word {
  text: string;
  start: number;
  end: number;
}

/** Find given names with what follows them, surnames, and whatever somebody is called. */
function* names(text: string, known: ReadonlySet<string>): Generator<Remark> {
  const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at] as Word;
    if (!isName(text, first, known)) continue;
    at = lastOf(text, words, at);
    yield remark("name", text, first.start, (words[at] as Word).end);
  }
}

/** Go on over words with a capital that stand right after a name: they belong to it. */
function lastOf(text: string, words: readonly Word[], from: number): number {
  let at = from;
  for (;;) {
    const next = words[at + 1];
    const gap = next && text.slice((words[at] as Word).end, next.start);
    if (!next || gap !== " " || !isCapital(next.text)) return at;
    at += 1;
  }
}

const isCapital = (word: string): boolean => word.charAt(0) !== word.charAt(0).toLowerCase();

function isName(text: string, { text: word, start }: Word, known: ReadonlySet<string>): boolean {
  const plain = plainOf(word);
  if (known.has(plain) || known.has(word.toLowerCase())) return false;
  if (word.split("-").some((part) => WORDS.given.has(plainOf(part)))) return true;
  if (!isCapital(word)) return false;
  if (isCalled(text, start)) return true;
  return !begins(text, start) && (WORDS.also_words.has(plain) || WORDS.surnames.has(plain));
}

/** Give a word in lower case without the s of the one who owns something. */
function plainOf(word: string): string {
  const low = word.toLowerCase().replaceAll("’", "'");
  const forms = [low, low.replace(/'s$/, ""), low.replace(/s$/, ""), low.replace(/'$/, "")];
  const lists = [WORDS.given, WORDS.also_words, WORDS.surnames];
  return forms.find((each) => lists.some((list) => list.has(each))) ?? low;
}

/** Tell whether a word begins a sentence, where anything has a capital. */
function begins(text: string, start: number): boolean {
  const before = text.slice(0, start).replace(/ +$/, "");
  return before === "" || SENTENCE_END.has(before.charAt(before.length - 1));
}

/** Tell whether the words before say that this is what somebody is called. */
function isCalled(text: string, start: number): boolean {
  const before = text
    .slice(0, start)
    .replace(/[ "“”»«:]+$/, "")
    .toLowerCase();
  return [...WORDS.called].some((each) => {
    const left = before.slice(0, -each.length);
    return before.endsWith(each) && !new RegExp(`[${LETTER}]$`).test(left);
  });
}
