"""Violence against staff and work in the dark (arbejdsmiljø)."""

from indsats.law.rule import Chapter, Nature, Rule, Status

RULES: tuple[Rule, ...] = (
    Rule(
        id="accident-report-days",
        chapter=Chapter.WORKING_ENVIRONMENT,
        title_da="En arbejdsulykke anmeldes senest 14 dage efter første fraværsdag",
        title_en="A work accident is reported within 14 days of the first day of absence",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="bekendtgørelse om anmeldelse af arbejdsulykker",
        paragraph="§ 1",
        sources=("BEK799", "AT-ULY"),
        parameters={"days": 14},
        advice_da="Fraværet begyndte {first}. Anmeld ulykken i EASY senest {last}.",
        advice_en="The absence began on {first}. Report the accident in EASY by {last}.",
    ),
    Rule(
        id="violence-outside-hours",
        chapter=Chapter.WORKING_ENVIRONMENT,
        title_da="Vold og trusler forebygges også uden for arbejdstiden",
        title_en="Violence and threats are prevented outside working hours too",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Arbejdstilsynets vejledning D.4.3",
        sources=("ATD43", "MEDST"),
        background=True,
    ),
    Rule(
        id="not-alone-in-danger",
        chapter=Chapter.WORKING_ENVIRONMENT,
        title_da="Ingen må arbejde alene, hvis det medfører særlig fare, der ikke kan fjernes",
        title_en="Nobody may work alone where it brings special danger that cannot be removed",
        status=Status.V1,
        nature=Nature.LAW,
        law_da="bekendtgørelse om arbejdets udførelse",
        paragraph="§ 11",
        sources=("BEK1839",),
        background=True,
    ),
    Rule(
        id="alarm-is-one-way",
        chapter=Chapter.WORKING_ENVIRONMENT,
        title_da="En alarm er én mulighed; pligten til at imødegå faren består",
        title_en="An alarm is one way; the duty to counter the danger remains",
        status=Status.V2,
        nature=Nature.GUIDANCE,
        law_da="Arbejdsmiljøklagenævnet 2019",
        sources=("AMK19",),
        background=True,
    ),
)
