"""What must be true however a night went: kept apart from the app, in the test's own memory."""

import json
from collections import Counter

from django.db import connections

from indsats.audit.models import ChainHead, Entry
from indsats.field.models import (
    Conflict,
    Contact,
    FollowUp,
    ParkedItem,
    PlaceObservation,
    SyncedItem,
    Tour,
)

TEXTS = {
    "observation": (PlaceObservation, "text"),
    "tour": (Tour, "summary"),
    "follow_up": (FollowUp, "text"),
    "contact": (Contact, "agreement"),
}
ALIAS = "street"


class Database:
    """The database of another process, read (and by a coordinator's deed written) by the models."""

    def __init__(self, where):
        known = {**connections.settings, ALIAS: where}
        connections.settings[ALIAS] = connections.configure_settings(known)[ALIAS]

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]

    def of(self, model):
        return model.objects.using(ALIAS)


class Oracle:
    """Remembers what was typed and what was saved; says what of it cannot be found."""

    def __init__(self, database):
        self.database = database
        self.words = {}  # word -> where it was typed
        self.saved = {}  # op -> kind of item
        self.lines = Counter()  # op -> lines in the trail
        self.link = (0, "")
        self.read_trail()

    def acknowledged(self, waiting):
        """Hold the server to its word: what a phone let go of is in the database now."""
        gone = set(self.saved) - set(waiting)
        receipts = self.database.of(SyncedItem).filter(op__in=gone).values_list("op", flat=True)
        return gone - {str(op) for op in receipts}

    def read_trail(self):
        """Follow the chain from where it was left; every line must hold to the one before."""
        sequence, digest = self.link
        rows = self.database.of(Entry).filter(sequence__gt=sequence).order_by("sequence")
        for entry in rows:
            assert entry.sequence == sequence + 1
            assert entry.link(digest) == entry.digest
            sequence, digest = entry.sequence, entry.digest
            if "op" in entry.facts:
                self.lines[entry.facts["op"]] += 1
        self.link = (sequence, digest)
        head = self.database.of(ChainHead).first()
        assert head is None or (head.sequence, head.digest) == self.link

    def exactly_once(self, ops):
        """Say which items were not taken in exactly once, by receipt and by trail."""
        rows = self.database.of(SyncedItem).filter(op__in=ops).values_list("op", "outcome")
        outcome = {str(op): said for op, said in rows}
        parked = self.database.of(ParkedItem).filter(op__in=ops).values_list("op", flat=True)
        whole = {str(op) for op in parked}
        wrong = {op: "not received" for op in ops if op not in outcome}
        wrong |= {op: f"{self.lines[op]} lines" for op in outcome if self.lines[op] != 1}
        wrong |= {op: said for op, said in outcome.items() if (said == "parked") != (op in whole)}
        return {op: (self.saved[op], what) for op, what in wrong.items()}

    def texts(self, kind, **narrowed):
        model, field = TEXTS[kind]
        rows = self.database.of(model).filter(**narrowed).values_list("pk", field)
        return {str(pk): text for pk, text in rows}

    def missing(self, words, on_phones):
        """Say which words are nowhere: not in a record, beside one, set aside, or on a phone."""
        records = " ".join(" ".join(self.texts(kind).values()) for kind in TEXTS)
        beside = self.database.of(Conflict).values_list("kept", "offered")
        aside = self.database.of(ParkedItem).values_list("body", flat=True)
        others = json.dumps([*map(list, beside), *aside], ensure_ascii=False) + on_phones
        found = set(records.split()) | set(words_in(others))
        return {word: self.words[word] for word in words if word not in found}

    def doubled(self):
        """Say which words stand twice in the records: something was taken in twice."""
        held = Counter(
            word for kind in TEXTS for text in self.texts(kind).values() for word in text.split()
        )
        return {word: count for word, count in held.items() if word in self.words and count > 1}


def words_in(text):
    """Cut a text into words, wherever it stands."""
    cut = "".join(sign if sign.isalnum() else " " for sign in text)
    return cut.split()
