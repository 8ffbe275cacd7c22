"""Sentences a pair might write about a place: never a name, never one person."""

from random import Random
from typing import Final

from indsats.home.actions.demo.street.shape import happens

SEEN: Final = {
    "hanging_out": (
        "De unge sidder på bænkene og snakker.",
        "En håndfuld unge hænger ud ved indgangen.",
        "Der er liv på pladsen, og folk går forbi uden problemer.",
    ),
    "music": ("Høj musik fra en højttaler.", "Musikken skrues ned, da vi spørger."),
    "scooter": (
        "To scootere kører frem og tilbage på stien.",
        "Knallerter holder parkeret på fortovet.",
    ),
    "litter": (
        "Der flyder med affald efter weekenden.",
        "Pizzabakker og dåser ved skraldespanden.",
    ),
    "alcohol": ("Nogle drikker øl, stemningen er god.", "Tomme flasker ved legepladsen."),
    "hash": ("Tydelig lugt af hash ved trappen.", "Der lugter af hash bag cykelskuret."),
    "fireworks": ("Fyrværkeri affyres mod jorden.", "Kanonslag høres fra parkeringspladsen."),
    "vandalism": ("Ruden i læskuret er smadret.", "Frisk graffiti på muren mod skolegården."),
    "intimidation": ("Beboere fortæller, at de går en omvej.", "Der råbes efter forbipasserende."),
    "weapon": ("En kniv ses kortvarigt; politiet er ringet op.",),
}
FAULTS: Final = {
    "light": "Lygten ved stien er gået ud.",
    "bush": "Buskene er groet ud over stien.",
    "glass": "Der ligger glasskår på legepladsen.",
    "graffiti": "Graffiti på gavlen.",
    "rubbish": "Storskrald er stillet ved containeren.",
}
AFTER: Final = (
    "Vi tager en snak og går videre.",
    "De vil gerne høre om åben hal på fredag.",
    "Vi inviterer dem i klubben.",
    "Vi kommer forbi igen senere på aftenen.",
    "God tone, flere hilser på os.",
    "Vi aftaler at følge op i næste uge.",
)
SUMMARIES: Final = (
    "Rolig aften. Mest snak ved stationen og bycentret; flere spørger til fritidsjob.",
    "Livlig aften med mange ude. Tonen er god, og ingen konflikter.",
    "Anspændt stemning tidligt på aftenen, roligt efter klokken 22.",
    "Få ude på grund af regn. Vi brugte tiden i klubben.",
    "Mange nye ansigter i parken. Vi følger op i næste uge.",
)
BRIEFS: Final = (
    "Gå forbi stationen og bycentret. Kig efter lygterne på stien. Åben hal til klokken 22.",
    "Der har været uro ved bycentret de sidste to aftener. Vær synlige, og tal med de unge.",
    "Skolefest i aften. Bliv i nærheden indtil klokken 23.",
)
AGREEMENTS: Final = (
    "Mødes i klubben på torsdag.",
    "Vi ringer om fritidsjob.",
    "Vil gerne vises rundt på ungdomsskolen.",
    "",
    "",
)
FOLLOW_UPS: Final = (
    "Giv Park og Vej besked om lygten ved stien",
    "Spørg klubben, om hallen kan holde åbent til klokken 23",
    "Tal med skolen om skiltningen ved cykelskuret",
    "Sæt plakaten om fritidsjob op ved stationen",
    "Aftal et møde med helhedsplanen om pladsen",
)


def sentence(behaviours: list[str], faults: list[str], random: Random) -> str:
    """Write one to three sentences about what was seen."""
    parts = [random.choice(SEEN[code]) for code in behaviours[:2]]
    parts += [FAULTS[code] for code in faults[:1]]
    if happens(0.6, random):
        parts.append(random.choice(AFTER))
    return " ".join(parts) or "Ingen ude. Roligt."
