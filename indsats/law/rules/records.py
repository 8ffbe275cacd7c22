"""Access control, logging, retention and web accessibility (adgang, logning, bevaring)."""

from datetime import date

from indsats.law.rule import Chapter, Nature, Rule, Status

ACCESS: tuple[Rule, ...] = (
    Rule(
        id="access-need-to-know",
        chapter=Chapter.ACCESS,
        title_da="Kun relevante medarbejdere har adgang, og brugen logges",
        title_en="Only the staff concerned have access, and use is logged",
        status=Status.V2,
        nature=Nature.GUIDANCE,
        law_da="Datatilsynets praksis",
        sources=("LEJRE",),
        background=True,
    ),
    Rule(
        id="access-review",
        chapter=Chapter.ACCESS,
        title_da="Adgange gennemgås mindst hvert halve år",
        title_en="Access rights are reviewed at least every half year",
        status=Status.V1_OLD,
        nature=Nature.GUIDANCE,
        law_da="Datatilsynets praksis, tidligere regler",
        sources=("ESDH",),
        parameters={"months": 6},
        advice_da="Adgangene er sidst gennemgået {last}. Gennemgå dem mindst hver {months}. måned.",
        advice_en="Access was last reviewed on {last}. Review it at least every {months} months.",
    ),
    Rule(
        id="protected-address-indirect",
        chapter=Chapter.ACCESS,
        title_da="En beskyttet adresse er også skolen, klubben og vejen derhen",
        title_en="A protected address is also the school, the club and the way there",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Datatilsynets afgørelse 2022",
        sources=("FAM22",),
        background=True,
    ),
)

LOGGING: tuple[Rule, ...] = (
    Rule(
        id="log-in-right-of-access",
        chapter=Chapter.LOGGING,
        title_da="Loggen er ikke i sig selv undtaget fra retten til indsigt",
        title_en="The log is not in itself exempt from the right of access",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="databeskyttelsesforordningen",
        paragraph="artikel 15",
        sources=("LOG2024",),
        valid_from=date(2024, 6, 6),
        background=True,
    ),
    Rule(
        id="log-refused-attempts",
        chapter=Chapter.LOGGING,
        title_da="Afviste forsøg logges, og gentagne forsøg spærres",
        title_en="Refused attempts are logged, and repeated ones locked out",
        status=Status.V2,
        nature=Nature.PATTERN,
        law_da="tidligere kommunal praksis",
        sources=("LOGCL",),
        parameters={"attempts": 3, "months": 6},
        background=True,
    ),
    Rule(
        id="log-retention",
        chapter=Chapter.LOGGING,
        title_da="Loggen gemmes i 24 måneder",
        title_en="The log is kept for 24 months",
        status=Status.POLICY,
        nature=Nature.POLICY,
        parameters={"months": 24},
        background=True,
    ),
    Rule(
        id="log-staff-informed",
        chapter=Chapter.LOGGING,
        title_da="Medarbejdere har fået klar skriftlig besked om, at deres opslag logges",
        title_en="Staff have been told clearly and in writing that their look-ups are logged",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Datatilsynets afgørelse 2020",
        sources=("KOLDING",),
        background=True,
    ),
)

RETENTION: tuple[Rule, ...] = (
    Rule(
        id="discard-needs-authority",
        chapter=Chapter.RETENTION,
        title_da="Data i kommunens it-systemer slettes kun med hjemmel i Rigsarkivets regler",
        title_en="Municipal data are discarded only with authority in the National Archives' rules",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="arkivbekendtgørelsen",
        paragraph="§ 5, stk. 2",
        sources=("SA1", "ARK5"),
        advice_da="Der mangler henvisning til den bestemmelse, der giver lov til kassation.",
        advice_en="A reference to the provision that allows discarding is missing.",
    ),
    Rule(
        id="discard-needs-council",
        chapter=Chapter.RETENTION,
        title_da="Kassation af dokumenter kræver analyse og kommunalbestyrelsens godkendelse",
        title_en="Discarding documents takes an analysis and the council's approval",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Rigsarkivets bestemmelser",
        sources=("SA2",),
        advice_da="Der mangler henvisning til kommunalbestyrelsens godkendelse af kassationen.",
        advice_en="A reference to the council's approval of discarding is missing.",
    ),
    Rule(
        id="retention-codes",
        chapter=Chapter.RETENTION,
        title_da="KL's slettefristkoder angiver dage efter sagens afslutning",
        title_en="The municipalities' association gives deletion codes in days after case end",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="KLE",
        sources=("KLE-SF",),
        background=True,
    ),
    Rule(
        id="retention-street-codes",
        chapter=Chapter.RETENTION,
        title_da="En kode for en kendt ung fjernes, når der ingen kontakt har været i en tid",
        title_en="A code for a known young person is removed after some time without contact",
        status=Status.POLICY,
        nature=Nature.POLICY,
        parameters={"months": 3},
        advice_da=(
            "Koden fjernes den {day}, {months} måneder efter den sidste kontakt. Fristen er en "
            "anbefaling, som kommunen selv fastsætter; kassation kræver hjemmel."
        ),
        advice_en=(
            "The code is removed on {day}, {months} months after the last contact. The period is "
            "a proposal the municipality settles itself; discarding takes authority."
        ),
    ),
    Rule(
        id="review-youth-groups",
        chapter=Chapter.RETENTION,
        title_da="En ungegruppering, der ikke er set i en tid, lukkes",
        title_en="A group of youths that has not been seen for some time is closed",
        status=Status.POLICY,
        nature=Nature.POLICY,
        parameters={"days": 90},
        advice_da="Gruppen lukkes den {day}, hvis den ikke er set forinden ({days} dage).",
        advice_en="The group is closed on {day} unless it is seen before that ({days} days).",
    ),
    Rule(
        id="retention-replies",
        chapter=Chapter.RETENTION,
        title_da="Høringssvar følger den politiske sag og arkiveres med den",
        title_en="Hearing replies follow the political case and are archived with it",
        status=Status.POLICY,
        nature=Nature.POLICY,
        background=True,
    ),
)

ACCESSIBILITY: tuple[Rule, ...] = (
    Rule(
        id="web-accessibility",
        chapter=Chapter.ACCESSIBILITY,
        title_da="Kommunens websteder og apps er tilgængelige, også på lukkede net",
        title_en="Municipal websites and apps are accessible, also on closed networks",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="webtilgængelighedsloven",
        sources=("WAS1",),
        background=True,
    ),
    Rule(
        id="accessibility-statement",
        chapter=Chapter.ACCESSIBILITY,
        title_da="Tilgængelighedserklæringen opdateres mindst én gang om året",
        title_en="The accessibility statement is updated at least once a year",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="webtilgængelighedsloven",
        sources=("WAS1", "WAS2"),
        parameters={"months": 12},
        advice_da="Tilgængelighedserklæringen er sidst opdateret {last}. Opdater den hvert år.",
        advice_en="The accessibility statement was last updated on {last}. Update it every year.",
    ),
    Rule(
        id="accessibility-level",
        chapter=Chapter.ACCESSIBILITY,
        title_da="Niveauet er WCAG 2.1 AA",
        title_en="The level is WCAG 2.1 AA",
        status=Status.M,
        nature=Nature.LAW,
        law_da="EN 301 549",
        background=True,
    ),
)

RULES: tuple[Rule, ...] = (*ACCESS, *LOGGING, *RETENTION, *ACCESSIBILITY)
