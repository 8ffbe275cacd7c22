"""The words of the street: every code that was ever on a form, with its label.

Which codes a form offers is a matter of its version: see `field/rules/forms.py`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TourReason(models.TextChoices):
    """Why a pair goes out (anledning)."""

    PLANNED = "planned", _("Planned")
    TIP = "tip", _("After a tip")
    INCIDENT = "incident", _("After an incident")
    EVENT = "event", _("Event in the town")


class Weather(models.TextChoices):
    """What the weather is like (vejr)."""

    DRY = "dry", _("Dry")
    RAIN = "rain", _("Rain")
    SNOW = "snow", _("Snow or ice")
    WIND = "wind", _("Windy")
    WARM = "warm", _("Warm evening")


class Crowd(models.TextChoices):
    """About how many are there: bands, never a count (størrelse)."""

    NONE = "0", _("Nobody")
    FEW = "1-4", _("1-4")
    SOME = "5-9", _("5-9")
    MANY = "10-19", _("10-19")
    CROWD = "20+", _("20 or more")


class Ages(models.TextChoices):
    """About how old they are (alder)."""

    CHILDREN = "-12", _("Up to 12")
    YOUNG_TEENS = "13-15", _("13-15")
    TEENS = "16-17", _("16-17")
    YOUNG_ADULTS = "18-25", _("18-25")
    ADULTS = "26+", _("Over 25")
    MIXED = "mixed", _("Mixed ages")


class Genders(models.TextChoices):
    """Boys and girls, as it looks (køn)."""

    BOYS = "boys", _("Boys")
    GIRLS = "girls", _("Girls")
    MIXED = "mixed", _("Both")


class Mood(models.TextChoices):
    """The mood of a place or a street (stemning)."""

    CALM = "calm", _("Calm")
    LOUD = "loud", _("Loud")
    TENSE = "tense", _("Tense")
    CONFLICT = "conflict", _("Conflict")


class Behaviour(models.TextChoices):
    """What goes on at the place (adfærd)."""

    HANGING_OUT = "hanging_out", _("Hanging out")
    MUSIC = "music", _("Music")
    SCOOTER = "scooter", _("Mopeds or scooters")
    LITTER = "litter", _("Litter")
    ALCOHOL = "alcohol", _("Alcohol")
    HASH = "hash", _("Smell of hash")
    FIREWORKS = "fireworks", _("Fireworks")
    VANDALISM = "vandalism", _("Fresh vandalism")
    INTIMIDATION = "intimidation", _("Intimidating conduct")
    WEAPON = "weapon", _("Weapon seen")


class Fault(models.TextChoices):
    """What is wrong with the place itself (fysiske mangler)."""

    LIGHT = "light", _("Light out")
    BUSH = "bush", _("Overgrown")
    GLASS = "glass", _("Broken window or glass")
    GRAFFITI = "graffiti", _("Graffiti")
    RUBBISH = "rubbish", _("Dumped rubbish")


class Deed(models.TextChoices):
    """What the pair did (handling)."""

    TALKED = "talked", _("Talked with them")
    INVITED = "invited", _("Invited to the club")
    CALMED = "calmed", _("Calmed down")
    PARK = "park", _("Called parks and roads")
    POLICE = "police", _("Called the police")
    NOTHING = "nothing", _("Nothing")


class ContactKind(models.TextChoices):
    """How much of a contact it was (kontakttype)."""

    GREETING = "greeting", _("Greeting")
    SMALL_TALK = "small_talk", _("Small talk")
    CONVERSATION = "conversation", _("Conversation")
    HELP = "help", _("Practical help")


class Theme(models.TextChoices):
    """What was talked about (tema)."""

    SCHOOL = "school", _("School")
    JOB = "job", _("Job")
    FAMILY = "family", _("Family")
    MONEY = "money", _("Money")
    DRUGS = "drugs", _("Drugs")
    CONFLICT = "conflict", _("Conflict")
    HOUSING = "housing", _("Housing")
    LOVE = "love", _("Love and friends")
    ONLINE = "online", _("Online life")
    LEISURE = "leisure", _("Leisure")


class Tone(models.TextChoices):
    """How the talk went (tone)."""

    OPEN = "open", _("Open")
    NEUTRAL = "neutral", _("Neutral")
    CLOSED = "closed", _("Closed")
    UPSET = "upset", _("Upset")


class Offer(models.TextChoices):
    """What was offered (tilbud)."""

    CLUB = "club", _("Club or leisure")
    JOB = "job", _("Help with a job")
    SCHOOL = "school", _("Help with school")
    COUNSELLING = "counselling", _("Counselling")
    FOLLOW = "follow", _("Go along")
    NOTHING = "nothing", _("Nothing")


class MeetAgain(models.TextChoices):
    """Whether we may meet again (må vi ses igen)."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_ASKED = "not_asked", _("Not asked")


class Channel(models.TextChoices):
    """Where the contact took place (kanal)."""

    STREET = "street", _("Street")
    CLUB = "club", _("Club")
    PHONE = "phone", _("Phone")
    CHAT = "chat", _("Chat")
    HOME = "home", _("At home")
    DRIVE = "drive", _("Driving together")


class Initiative(models.TextChoices):
    """Who took the first step (initiativ)."""

    WORKER = "worker", _("We did")
    YOUTH = "youth", _("The young person did")
    OTHER = "other", _("Somebody else did")


class GroupDoing(models.TextChoices):
    """What a group is mostly about, as it looks (aktivitet)."""

    HANGING_OUT = "hanging_out", _("Hanging out")
    SPORT = "sport", _("Sport or play")
    MUSIC = "music", _("Music")
    SCOOTER = "scooter", _("Mopeds or scooters")
    PARTY = "party", _("Partying")
    DISORDER = "disorder", _("Disorder")


class CheckInKind(models.TextChoices):
    """What someone says when checking in (melding)."""

    OUT = "out", _("Out now")
    OK = "ok", _("All well")
    HELP = "help", _("Need help")
    HOME = "home", _("Home safe")


class AlarmOutcome(models.TextChoices):
    """How an overdue check-in ended (udfald)."""

    SAFE = "safe", _("They are safe")
    CALLED_HOME = "called_home", _("Called home")
    HELP_SENT = "help_sent", _("Help was sent")
    FALSE_ALARM = "false_alarm", _("Forgotten or no signal")


class ParkedReason(models.TextChoices):
    """Why an entry from a phone was not taken in (årsag)."""

    NO_ACCESS = "no_access", _("The sender no longer works in the unit")
    UNIT_CLOSED = "unit_closed", _("The unit has been closed or moved")
    CLOSED = "closed", _("The tour has been released")
    INVALID = "invalid", _("Something in it cannot be read")
    UNKNOWN = "unknown", _("What it belongs to is not known")
    TOO_OLD = "too_old", _("The record it changes has been deleted")


class ParkedOutcome(models.TextChoices):
    """What was decided about a parked entry (afgørelse)."""

    TAKEN_IN = "taken_in", _("Taken in")
    PUT_ASIDE = "put_aside", _("Put aside")


class IncidentKind(models.TextChoices):
    """What has happened (hændelsestype)."""

    SHOOTING = "shooting", _("Shooting")
    STABBING = "stabbing", _("Stabbing")
    FIGHT = "fight", _("Large fight")
    DEATH = "death", _("Death")
    ARSON = "arson", _("Fire set on purpose")
    SCHOOL_THREAT = "school_threat", _("Threat against a school")
    STAFF = "staff", _("Violence or threats against staff")
    UNREST = "unrest", _("Unrest")
    OTHER = "other", _("Something else")


class IncidentEntryKind(models.TextChoices):
    """What a line of an incident's timeline is (linjetype)."""

    KNOWN = "known", _("Fact, known")
    UNKNOWN = "unknown", _("Not known yet")
    DECISION = "decision", _("Decision")
    SAFETY = "safety", _("Safety of our people")
    DEPLOYMENT = "deployment", _("Extra presence")
    COMMUNICATION = "communication", _("Communication")
    RUMOUR = "rumour", _("Rumour")
    CORRECTION = "correction", _("Correction")


class Safety(models.TextChoices):
    """Where one of our own is during an incident (medarbejderstatus)."""

    UNKNOWN = "unknown", _("Not reached yet")
    SAFE = "safe", _("Safe")
    GOING_HOME = "going_home", _("On the way home")
    NEEDS_HELP = "needs_help", _("Needs help")


class StaffEventKind(models.TextChoices):
    """What staff was exposed to (vold og trusler)."""

    THREAT = "threat", _("Threat")
    VIOLENCE = "violence", _("Physical violence")
    HARASSMENT = "harassment", _("Harassment")
    ONLINE = "online", _("Threat or harassment online")


class CorrectedBecause(models.TextChoices):
    """Why an observation was corrected: fixed words, as the trail is never emptied (årsag)."""

    PERSON = "person", _("It said who somebody is")
    MOVED = "moved", _("What was about a person is moved to where it belongs")
    WRONG = "wrong", _("It was wrong or unclear")
