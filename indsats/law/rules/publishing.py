"""What may be published of a reply, and for how long (offentliggørelse af høringssvar)."""

from datetime import date

from indsats.law.rule import Chapter, Nature, Rule, Status

RULES: tuple[Rule, ...] = (
    Rule(
        id="publish-necessity",
        chapter=Chapter.PUBLISHING,
        title_da="Uden pligt til at offentliggøre skal det være nødvendigt; vej det konkret",
        title_en="Without a duty to publish it must be necessary; weigh it in each case",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Datatilsynets vejledning",
        sources=("PUB1",),
        advice_da="Skriv, hvorfor det er nødvendigt at offentliggøre svarene.",
        advice_en="Write why it is necessary to publish the replies.",
    ),
    Rule(
        id="publish-no-contact-details",
        chapter=Chapter.PUBLISHING,
        title_da="E-mailadresser og telefonnumre offentliggøres ikke",
        title_en="E-mail addresses and telephone numbers are not published",
        status=Status.V1,
        nature=Nature.GUIDANCE,
        law_da="Datatilsynets praksis",
        sources=("PUB2",),
        valid_from=date(2021, 7, 2),
        advice_da="Teksten indeholder {what}. Fjern det før offentliggørelse.",
        advice_en="The text holds contact details ({what}). Take them out before publishing.",
    ),
    Rule(
        id="publish-union-membership",
        chapter=Chapter.PUBLISHING,
        title_da="Et svar fra en tillidsvalgt afslører fagforening: skriv »medarbejdersiden i …«",
        title_en="A shop steward's reply reveals union membership: write “the staff side of …”",
        status=Status.V2,
        nature=Nature.LAW,
        law_da="databeskyttelsesforordningen",
        paragraph="artikel 9",
        sources=("PUB-HAD",),
        advice_da="Offentliggør svaret i organets navn, ikke i {name}s.",
        advice_en="Publish the reply in the body's name, not in {name}'s.",
    ),
    Rule(
        id="publish-name-choice",
        chapter=Chapter.PUBLISHING,
        title_da="Privatpersoner vælger selv, om navnet vises",
        title_en="Private persons choose whether their name is shown",
        status=Status.V2,
        nature=Nature.PATTERN,
        law_da="andre kommuners praksis",
        sources=("PUB-KK", "PUB-HAD"),
        background=True,
    ),
    Rule(
        id="publish-reviewer",
        chapter=Chapter.PUBLISHING,
        title_da="Et menneske har læst svaret igennem, før det offentliggøres",
        title_en="A human being has read the reply before it is published",
        status=Status.POLICY,
        nature=Nature.POLICY,
        advice_da="Svaret er ikke gennemlæst af en navngiven medarbejder.",
        advice_en="The reply has not been read by a named employee.",
    ),
    Rule(
        id="publish-until",
        chapter=Chapter.PUBLISHING,
        title_da="Den offentlige kopi fjernes 12 måneder efter beslutningen",
        title_en="The public copy is taken down 12 months after the decision",
        status=Status.POLICY,
        nature=Nature.POLICY,
        parameters={"months": 12},
    ),
    Rule(
        id="publish-writer-told",
        chapter=Chapter.PUBLISHING,
        title_da="Afsenderen får før afsendelse at vide, at der normalt er aktindsigt i svaret",
        title_en="The writer is told before sending that the reply is normally open to access",
        status=Status.V2,
        nature=Nature.PATTERN,
        law_da="andre kommuners praksis",
        sources=("PUB-HAD",),
        background=True,
    ),
    Rule(
        id="small-cells",
        chapter=Chapter.PUBLISHING,
        title_da="Tal under 5 vises ikke uden for holdet, og der krydses højst to ting ad gangen",
        title_en="Numbers under 5 are not shown outside the team; at most two things are crossed",
        status=Status.POLICY,
        nature=Nature.POLICY,
        parameters={"k": 5, "dimensions": 2},
        advice_da="Tal under {k} er skjult, så ingen kan kendes på dem. "
        "Det er en praksis, ikke en lov.",
        advice_en="Numbers under {k} are hidden, so that nobody can be known by them. "
        "That is a practice, not a law.",
    ),
    Rule(
        id="heat-cells",
        chapter=Chapter.PUBLISHING,
        title_da="Et felt på et varmekort er mindst 250 m bredt, har mindst 20 husstande og mindst "
        "5 observationer, og måneden sluttede for mindst 30 dage siden",
        title_en="A cell of a heat map is at least 250 m across, has at least 20 households and at "
        "least 5 observations, and its month ended at least 30 days ago",
        status=Status.POLICY,
        nature=Nature.POLICY,
        parameters={"metres": 250, "households": 20, "observations": 5, "days": 30},
        advice_da="Et felt vises kun, når vi ved, at der bor mindst {households} husstande i det, "
        "når det er mindst {metres} m bredt, og når der er mindst {observations} observationer. "
        "En måned vises, når den sluttede for mindst {days} dage siden. "
        "Det er en praksis, ikke en lov.",
        advice_en="A cell is shown only when we know that at least {households} households live in "
        "it, when it is at least {metres} m across, and when there are at least {observations} "
        "observations. A month is shown when it ended at least {days} days ago. "
        "That is a practice, not a law.",
    ),
)
