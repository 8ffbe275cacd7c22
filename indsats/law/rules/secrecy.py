"""Secrecy, personal numbers and the borders between authorities (tavshedspligt)."""

from indsats.law.rule import Chapter, Nature, Rule, Status

RULES: tuple[Rule, ...] = (
    Rule(
        id="secrecy-public-servants",
        chapter=Chapter.SECRECY,
        title_da="Offentligt ansatte har tavshedspligt, også efter ansættelsen",
        title_en="Public servants keep confidences, also after they have left",
        status=Status.V1_OLD,
        nature=Nature.LAW,
        law_da="straffeloven",
        paragraph="§ 152",
        sources=("STRF152",),
        background=True,
    ),
    Rule(
        id="secrecy-administration",
        chapter=Chapter.SECRECY,
        title_da="Den, der virker i den offentlige forvaltning, har tavshedspligt",
        title_en="Whoever works in public administration has a duty of secrecy",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="forvaltningsloven",
        paragraph="§ 27",
        sources=("OMB19",),
        background=True,
    ),
    Rule(
        id="secrecy-pledge-partners",
        chapter=Chapter.SECRECY,
        title_da="Samarbejdspartnere med en aftale har samme tavshedspligt; gem en erklæring",
        title_en="Partners working under an agreement have the same duty; keep their pledge",
        status=Status.V1_OLD,
        nature=Nature.LAW,
        law_da="straffeloven",
        paragraph="§ 152 a",
        sources=("STRF152",),
        advice_da="Der mangler en dateret tavshedserklæring fra den eksterne part.",
        advice_en="A dated pledge of secrecy from the external party is missing.",
    ),
    Rule(
        id="secrecy-existence-of-case",
        chapter=Chapter.SECRECY,
        title_da="Alene det, at en person har en sag, kan være fortroligt",
        title_en="Even that a person has a case can be confidential",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Folketingets Ombudsmand",
        paragraph="FOB 08.303",
        sources=("OMB19b",),
        background=True,
    ),
    Rule(
        id="disclosure-electronic",
        chapter=Chapter.SECRECY,
        title_da="Elektronisk videregivelse følger databeskyttelsesreglerne direkte",
        title_en="Disclosure by electronic means rests on data protection law directly",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="forvaltningsloven",
        paragraph="§ 28, stk. 1",
        sources=("FVL28",),
        background=True,
    ),
    Rule(
        id="cpr-never-published",
        chapter=Chapter.SECRECY,
        title_da="Et personnummer må aldrig offentliggøres",
        title_en="A personal identity number is never published",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="databeskyttelsesloven",
        paragraph="§ 11",
        sources=("DBL11",),
        advice_da="Teksten indeholder måske et personnummer. Fjern det før offentliggørelse.",
        advice_en="The text may hold a personal identity number. Take it out before publishing.",
    ),
    Rule(
        id="authority-boundary",
        chapter=Chapter.SECRECY,
        title_da="Flytter en enhed, kan grænsen mellem myndigheder flytte med; tag stilling",
        title_en="When a unit moves, the border between authorities may move too; decide it",
        status=Status.V2,
        nature=Nature.GUIDANCE,
        sources=("VEJLE-TVAERS",),
        advice_da=(
            "{unit} flytter til en anden myndighedsgrænse ({before} → {after}). "
            "Tag stilling til, om deling af oplysninger nu er videregivelse."
        ),
        advice_en=(
            "{unit} moves to another authority boundary ({before} → {after}). "
            "Decide whether sharing facts now is disclosure."
        ),
    ),
)
