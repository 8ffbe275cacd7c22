"""Who sends: a person with a phone, and what they may write where today."""

import hmac
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import Model

from indsats.field.models import Device
from indsats.field.queries.wire import WRITES
from indsats.organisation import access
from indsats.organisation.access import Permission
from indsats.organisation.models import EngagementState, Grant, PostState, Unit, User
from indsats.organisation.queries.lineage import heirs_for
from indsats.places.models import Place
from indsats.places.queries.timelines import known_place


def hash_of(key: str) -> str:
    """Give what the server keeps of a phone's key."""
    return sha256(key.encode()).hexdigest()


def device_by_key(key: str) -> Device | None:
    """Find the phone that a key belongs to, with its user."""
    wanted = hash_of(key)
    found = Device.objects.filter(key_hash=wanted).select_related("user").first()
    return found if found and hmac.compare_digest(found.key_hash, wanted) else None


def _by_name(model: type[Model], key: str) -> Any:
    if model is Place:
        return known_place(key)
    name = "username" if model is User else "key"
    return model._default_manager.filter(**{name: key}).first()


@dataclass
class Sender:
    """A phone on a day: its user, their reach, and what has taken over from closed units."""

    device: Device
    day: date
    now: datetime
    reach: dict[Permission, access.Scope] = field(default_factory=dict)
    found: dict[tuple[type[Model], str], Any] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """Give the one who carries the phone."""
        return self.device.user

    @cached_property
    def may_use_phone(self) -> bool:
        """Tell whether the user may log in and still has work that is done on a phone."""
        return self.user.is_active and access.may(self.user, Permission.PHONE_USE, self.day)

    @property
    def is_leaving(self) -> bool:
        """Tell whether the phone is to be emptied: what it still brings is parked."""
        return self.device.wipe or not self.may_use_phone

    @property
    def is_admitted(self) -> bool:
        """Tell whether the phone is let in: its key holds, or it only comes to be emptied."""
        if self.device.wiped_at is not None:
            return False
        holds = self.device.closed_at is None and self.device.expires_at > self.now
        return holds or self.is_leaving

    def scope(self, permission: Permission) -> access.Scope:
        """Give how far a permission reaches, read once."""
        if permission not in self.reach:
            self.reach[permission] = access.scope(self.user, permission, self.day)
        return self.reach[permission]

    def may_write(self, kind: str, unit: int) -> bool:
        """Tell whether records of a kind may be written in a unit."""
        if self.is_leaving:
            return False
        scope = self.scope(WRITES[kind])
        return scope.everything or unit in scope.units

    def named(self, model: type[Model], key: str) -> Any:
        """Find a user, place or unit by the name it travels by, read once; else None."""
        if (model, key) not in self.found:
            self.found[model, key] = _by_name(model, key)
        return self.found[model, key]

    def unit(self, key: str) -> Unit | None:
        """Find a unit by key."""
        row = self.named(Unit, key)
        return row if isinstance(row, Unit) else None

    def heir_of(self, unit: int) -> int:
        """Give the unit that answers for another today: itself while it is there."""
        return heirs_for(self.user, self.day).get(unit, unit)

    def is_closed(self, unit: int) -> bool:
        """Tell whether a unit is no longer there."""
        return unit in heirs_for(self.user, self.day)

    @cached_property
    def last_unit(self) -> int | None:
        """Give the unit the user works or last worked in, or was lent to, or its heir today."""
        rows = EngagementState.objects.filter(user=self.user, valid_from__lte=self.day)
        post = rows.order_by("-valid_from", "-pk").values_list("post", flat=True).first()
        states = PostState.objects.filter(post=post, valid_from__lte=self.day)
        unit = states.order_by("-valid_from").values_list("unit", flat=True).first()
        if unit is None:
            lent = Grant.objects.filter(user=self.user, valid_from__lte=self.day)
            unit = lent.order_by("-valid_from").values_list("unit", flat=True).first()
        return None if unit is None else self.heir_of(unit)
