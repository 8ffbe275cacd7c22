"""The fixed vocabularies of hotspots, measures, walks and checks."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureKind(models.TextChoices):
    """What sort of measure it is (tiltagstype)."""

    LIGHT = "light", _("Light")
    GREEN = "green", _("Cutting back bushes and trees")
    CLEANING = "cleaning", _("Cleaning and litter")
    REPAIR = "repair", _("Repair")
    LAYOUT = "layout", _("Layout of the place")
    TRAFFIC = "traffic", _("Traffic and parking")
    PRESENCE = "presence", _("Adults present")
    ACTIVITY = "activity", _("Activities and offers")
    DIALOGUE = "dialogue", _("Talks with users and neighbours")
    RULES = "rules", _("Rules and opening hours")
    OTHER = "other", _("Other measure")


class Block(models.TextChoices):
    """What a reading before and after measures: the four blocks of hotspot work (måleblok)."""

    REPORTS = "reports", _("Reports of crime against citizens in the area")
    CHARGES = "charges", _("Charges, and charged persons who live there")
    FIRE = "fire", _("Call-outs of the fire service")
    DISORDER = "disorder", _("Vandalism, complaints and insecurity")
    OTHER = "other", _("Something else")


class ReadingForm(models.TextChoices):
    """What sort of number a reading is: it decides how periods of unlike length compare (form)."""

    COUNT = "count", _("A number of times")
    LEVEL = "level", _("A percentage or an index")


class WalkFaultKind(models.TextChoices):
    """What is wrong at a stop of a safety walk (forhold)."""

    DARK = "dark", _("Dark or broken light")
    OVERGROWN = "overgrown", _("Bushes that hide the view")
    LITTER = "litter", _("Litter")
    BROKEN = "broken", _("Broken or painted on")
    PATH = "path", _("Path, steps or crossing")
    EMPTY = "empty", _("Deserted, no reason to stay")
    GATHERING = "gathering", _("Gatherings that frighten others")
    SIGN = "sign", _("Signs and finding one's way")
    GOOD = "good", _("Something that works well")
    OTHER = "other", _("Something else")


class Invited(models.TextChoices):
    """Who is invited to a safety walk: kinds of people, never names (inviterede)."""

    RESIDENTS = "residents", _("Residents")
    YOUNG = "young", _("Young people who use the place")
    HOUSING = "housing", _("Housing association and caretakers")
    SCHOOL = "school", _("School, day care or club")
    SHOPS = "shops", _("Shops and businesses")
    ASSOCIATIONS = "associations", _("Associations and volunteers")
    MUNICIPALITY = "municipality", _("Departments of the municipality")
    POLICE = "police", _("Police")
    POLITICIANS = "politicians", _("Politicians")


class Concern(models.TextChoices):
    """What a school or day care is concerned about (bekymring for et sted)."""

    DARK = "dark", _("It is dark")
    LITTER = "litter", _("Litter, glass or needles")
    VANDALISM = "vandalism", _("Vandalism")
    GATHERING = "gathering", _("Gatherings that frighten children or parents")
    NIGHT = "night", _("Traces of gatherings at night")
    TRAFFIC = "traffic", _("Mopeds or cars")
    FIRE = "fire", _("Fire or fireworks")
    OTHER = "other", _("Something else")


class Noticed(models.TextChoices):
    """When it is noticed (tidsrum)."""

    MORNING = "morning", _("In the morning")
    DAY = "day", _("During the day")
    AFTERNOON = "afternoon", _("In the afternoon")
    EVENING = "evening", _("In the evening")
    NIGHT = "night", _("At night")
    WEEKEND = "weekend", _("At weekends")
