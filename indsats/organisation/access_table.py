"""Who may do what, how far: the one table of access.

`access.py` reads it through the posts and seats of a day. A function or permission that is
not in the table gives nothing.
"""

from collections.abc import Iterable
from enum import Enum, StrEnum

from indsats.organisation.models.kinds import Function


class Permission(StrEnum):
    """Everything that can be allowed."""

    ORGANISATION_SEE = "organisation.see"
    PEOPLE_SEE = "people.see"
    COMPETENCE_SEE = "competence.see"
    COMPETENCE_WRITE = "competence.write"
    CHANGE_SEE = "change.see"
    CHANGE_DRAFT = "change.draft"
    CHANGE_DECIDE = "change.decide"
    CHANGE_PEOPLE_SEE = "change.people.see"
    USER_ADMINISTER = "user.administer"
    GRANT_GIVE = "grant.give"
    TRAIL_SEE = "trail.see"
    MEETING_SEE = "meeting.see"
    MEETING_SEE_CLOSED = "meeting.see.closed"
    MEETING_WRITE = "meeting.write"
    MINUTES_COMMENT = "minutes.comment"
    MATTER_SEE = "matter.see"
    MATTER_WRITE = "matter.write"
    HEARING_DISPATCH = "hearing.dispatch"
    HEARING_TAKE_PART = "hearing.take_part"
    REPLY_DRAFT = "reply.draft"
    REPLY_RELEASE = "reply.release"
    REPLY_SEE = "reply.see"
    REPLY_REGISTER = "reply.register"
    REPLY_ASSESS = "reply.assess"
    REPLY_REDACT = "reply.redact"
    MEMO_PUBLISH = "memo.publish"
    FOLLOW_UP_SEE = "follow_up.see"
    FOLLOW_UP_DO = "follow_up.do"
    PLACE_SEE = "place.see"
    PLACE_WRITE = "place.write"
    HOTSPOT_SEE = "hotspot.see"
    HOTSPOT_WRITE = "hotspot.write"
    MEASURE_SEE = "measure.see"
    MEASURE_DO = "measure.do"
    DEPLOYMENT_SEE = "deployment.see"
    DEPLOYMENT_ORDER = "deployment.order"
    PHONE_USE = "phone.use"
    PHONE_MANAGE = "phone.manage"
    PARKED_HANDLE = "parked.handle"
    TOUR_SEE = "tour.see"
    TOUR_PLAN = "tour.plan"
    TOUR_WRITE = "tour.write"
    TOUR_RELEASE = "tour.release"
    OBSERVATION_SEE = "observation.see"
    OBSERVATION_WRITE = "observation.write"
    CONTACT_SEE = "contact.see"
    CONTACT_WRITE = "contact.write"
    GROUP_SEE = "group.see"
    GROUP_WRITE = "group.write"
    INCIDENT_SEE = "incident.see"
    INCIDENT_WRITE = "incident.write"
    INCIDENT_LEAD = "incident.lead"
    STAFF_EVENT_SEE = "staff_event.see"
    STAFF_EVENT_WRITE = "staff_event.write"
    WEEK_SEE = "week.see"
    PICTURE_SEE = "picture.see"
    PICTURE_WRITE = "picture.write"


class Reach(Enum):
    """How far a permission reaches, from the post or seat that gives it."""

    OWN = "own"
    UNIT = "unit"
    SUBTREE = "subtree"
    BODY = "body"
    ALL = "all"


_EMPLOYEES = (
    Function.STREET_WORKER,
    Function.COORDINATOR,
    Function.CONSULTANT,
    Function.LEADER,
    Function.DIRECTOR,
    Function.SECRETARY,
    Function.HR,
    Function.STAFF,
    Function.AUDITOR,
    Function.ADMINISTRATOR,
)
_BODIES = (
    Function.POLITICIAN,
    Function.BODY_CHAIR,
    Function.BODY_MEMBER,
    Function.STEERING_MEMBER,
)


def _each(functions: Iterable[Function], reach: Reach) -> dict[Function, Reach]:
    return dict.fromkeys(functions, reach)


_STREET = {Function.STREET_WORKER: Reach.UNIT, Function.COORDINATOR: Reach.UNIT}
_LEADING = {Function.COORDINATOR: Reach.UNIT, Function.LEADER: Reach.SUBTREE}
_LOOKING = {
    **_STREET,
    Function.LEADER: Reach.SUBTREE,
    Function.CONSULTANT: Reach.ALL,
}
_STEERING = {Function.DIRECTOR: Reach.SUBTREE, Function.STEERING_MEMBER: Reach.ALL}


MATRIX: dict[Permission, dict[Function, Reach]] = {
    Permission.ORGANISATION_SEE: _each((*_EMPLOYEES, *_BODIES), Reach.ALL),
    Permission.PEOPLE_SEE: _each(_EMPLOYEES, Reach.ALL),
    Permission.COMPETENCE_SEE: {
        **_each(_EMPLOYEES, Reach.OWN),
        Function.COORDINATOR: Reach.UNIT,
        Function.LEADER: Reach.SUBTREE,
        Function.DIRECTOR: Reach.SUBTREE,
        Function.HR: Reach.ALL,
    },
    Permission.COMPETENCE_WRITE: {Function.LEADER: Reach.SUBTREE, Function.HR: Reach.ALL},
    Permission.CHANGE_SEE: {
        Function.SECRETARY: Reach.ALL,
        Function.HR: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
        Function.LEADER: Reach.SUBTREE,
    },
    Permission.CHANGE_DRAFT: {
        Function.SECRETARY: Reach.ALL,
        Function.HR: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
        Function.LEADER: Reach.SUBTREE,
    },
    Permission.CHANGE_DECIDE: {Function.SECRETARY: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.CHANGE_PEOPLE_SEE: {Function.HR: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.USER_ADMINISTER: {Function.ADMINISTRATOR: Reach.ALL},
    Permission.GRANT_GIVE: {Function.LEADER: Reach.SUBTREE, Function.DIRECTOR: Reach.SUBTREE},
    Permission.TRAIL_SEE: {Function.AUDITOR: Reach.ALL},
    Permission.MEETING_SEE: {
        **_each(_BODIES, Reach.BODY),
        Function.SECRETARY: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
    },
    Permission.MEETING_SEE_CLOSED: {
        **_each(_BODIES, Reach.BODY),
        Function.SECRETARY: Reach.ALL,
    },
    Permission.MEETING_WRITE: {Function.SECRETARY: Reach.ALL, Function.BODY_CHAIR: Reach.BODY},
    Permission.MINUTES_COMMENT: _each(_BODIES, Reach.BODY),
    Permission.MATTER_SEE: {
        Function.SECRETARY: Reach.ALL,
        Function.HR: Reach.ALL,
        Function.DIRECTOR: Reach.ALL,
        Function.LEADER: Reach.SUBTREE,
        Function.CONSULTANT: Reach.UNIT,
    },
    Permission.MATTER_WRITE: {Function.SECRETARY: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.HEARING_DISPATCH: {Function.SECRETARY: Reach.ALL},
    Permission.HEARING_TAKE_PART: _each(_BODIES, Reach.BODY),
    Permission.REPLY_DRAFT: {Function.BODY_MEMBER: Reach.BODY, Function.BODY_CHAIR: Reach.BODY},
    Permission.REPLY_RELEASE: {Function.BODY_CHAIR: Reach.BODY},
    Permission.REPLY_SEE: {Function.SECRETARY: Reach.ALL, Function.DIRECTOR: Reach.ALL},
    Permission.REPLY_REGISTER: {Function.SECRETARY: Reach.ALL},
    Permission.REPLY_ASSESS: {Function.SECRETARY: Reach.ALL},
    Permission.REPLY_REDACT: {Function.SECRETARY: Reach.ALL},
    Permission.MEMO_PUBLISH: {Function.SECRETARY: Reach.ALL},
    Permission.FOLLOW_UP_SEE: {
        **_each(_BODIES, Reach.BODY),
        Function.SECRETARY: Reach.ALL,
        Function.DIRECTOR: Reach.UNIT,
        Function.LEADER: Reach.SUBTREE,
        Function.COORDINATOR: Reach.UNIT,
        Function.CONSULTANT: Reach.UNIT,
        Function.HR: Reach.UNIT,
    },
    Permission.FOLLOW_UP_DO: {
        Function.SECRETARY: Reach.ALL,
        Function.BODY_CHAIR: Reach.BODY,
        Function.DIRECTOR: Reach.UNIT,
        Function.LEADER: Reach.SUBTREE,
        Function.COORDINATOR: Reach.UNIT,
        Function.CONSULTANT: Reach.UNIT,
        Function.HR: Reach.UNIT,
    },
    Permission.PLACE_SEE: _each((*_EMPLOYEES, Function.STEERING_MEMBER), Reach.ALL),
    Permission.PLACE_WRITE: _each(
        (Function.COORDINATOR, Function.CONSULTANT, Function.LEADER), Reach.ALL
    ),
    Permission.HOTSPOT_SEE: {
        **_each((*_STREET, Function.CONSULTANT, Function.LEADER), Reach.ALL),
        **_each((Function.DIRECTOR, Function.STEERING_MEMBER), Reach.ALL),
    },
    Permission.HOTSPOT_WRITE: {**_LEADING, Function.CONSULTANT: Reach.ALL},
    Permission.MEASURE_SEE: {
        **_each((*_STREET, Function.CONSULTANT, Function.LEADER), Reach.ALL),
        **_each((Function.DIRECTOR, Function.STEERING_MEMBER), Reach.ALL),
        Function.STAFF: Reach.UNIT,
    },
    Permission.MEASURE_DO: {
        **_LEADING,
        **_each((Function.CONSULTANT, Function.STAFF), Reach.UNIT),
    },
    Permission.DEPLOYMENT_SEE: {**_LOOKING, **_STEERING},
    Permission.DEPLOYMENT_ORDER: {Function.LEADER: Reach.SUBTREE, **_STEERING},
    Permission.PHONE_USE: _each((*_STREET, Function.LEADER), Reach.OWN),
    Permission.PHONE_MANAGE: {
        **_each((*_STREET, Function.LEADER), Reach.OWN),
        **_LEADING,
        Function.ADMINISTRATOR: Reach.ALL,
    },
    Permission.PARKED_HANDLE: _LEADING,
    Permission.TOUR_SEE: {**_STREET, Function.LEADER: Reach.SUBTREE},
    Permission.TOUR_PLAN: _LEADING,
    Permission.TOUR_WRITE: _STREET,
    Permission.TOUR_RELEASE: {Function.COORDINATOR: Reach.UNIT},
    Permission.OBSERVATION_SEE: {**_LOOKING, Function.DIRECTOR: Reach.SUBTREE},
    Permission.OBSERVATION_WRITE: _STREET,
    Permission.CONTACT_SEE: _STREET,
    Permission.CONTACT_WRITE: _STREET,
    Permission.GROUP_SEE: _LOOKING,
    Permission.GROUP_WRITE: _STREET,
    Permission.INCIDENT_SEE: {
        **_LOOKING,
        **_each((Function.DIRECTOR, Function.STEERING_MEMBER), Reach.ALL),
    },
    Permission.INCIDENT_WRITE: {
        **_STREET,
        Function.LEADER: Reach.SUBTREE,
        Function.DIRECTOR: Reach.SUBTREE,
    },
    Permission.INCIDENT_LEAD: {**_LEADING, Function.DIRECTOR: Reach.SUBTREE},
    Permission.STAFF_EVENT_SEE: {
        **_each((*_STREET, Function.CONSULTANT, Function.STAFF), Reach.OWN),
        Function.LEADER: Reach.SUBTREE,
        Function.HR: Reach.ALL,
    },
    Permission.STAFF_EVENT_WRITE: _each(
        (*_STREET, Function.CONSULTANT, Function.STAFF, Function.LEADER), Reach.OWN
    ),
    Permission.WEEK_SEE: _LEADING,
    Permission.PICTURE_SEE: {
        **_LEADING,
        Function.CONSULTANT: Reach.ALL,
        **_STEERING,
    },
    Permission.PICTURE_WRITE: {Function.COORDINATOR: Reach.UNIT},
}
