"""Coming, going and being turned away, as the trail tells it."""

from allauth.usersessions.models import UserSession

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.organisation.models import User

# The names of security changes, as they are known to those who read the trail.
UNKNOWN = "unknown"


@deed
def logged_in(*, by: User, how: list[str], address: str, client: str) -> None:
    """Note that someone logged in, with what, from where."""
    record(
        by=by,
        act=Act.LOGIN,
        subject=by,
        event="login",
        how=how,
        address=address,
        client=client,
    )


@deed
def logged_out(*, by: User) -> None:
    """Note that someone logged out."""
    record(by=by, act=Act.LOGIN, subject=by, event="logout")


@deed
def timed_out(*, by: User) -> None:
    """Note that a session reached its longest age."""
    record(by=by, act=Act.LOGIN, subject=by, event="timed out")


@deed
def refused(*, user: User | None, why: str, address: str) -> None:
    """Note a login that was turned away.

    What was typed is not kept when no account has that name: it may be a password.
    """
    record(
        by=user or UNKNOWN,
        act=Act.REFUSED,
        subject=user or "login",
        event=why,
        address=address,
    )


@deed
def security_changed(*, by: User, what: str) -> None:
    """Note a change to how someone logs in: password, app, key, codes."""
    record(by=by, act=Act.CHANGED, subject=by, event=what)


@deed
def end_sessions(*, by: User, sessions: list[UserSession], reason: str = "") -> int:
    """Log someone out elsewhere; give the number of sessions ended (afslut enhed)."""
    for session in sessions:
        session.end()
        record(
            by=by,
            act=Act.LOGIN,
            subject=session.user,
            reason=reason,
            event="ended elsewhere",
            address=session.ip,
        )
    return len(sessions)


@deed
def searched(*, by: User, text: str, count: int) -> None:
    """Note a search across everything: its words and how much it showed."""
    record(by=by, act=Act.SEARCHED, subject="everything", text=text, count=count)
