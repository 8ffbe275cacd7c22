"""Where the rules were read: address, what was seen, and whether it was the text itself (kilder).

The pages were read as stored copies and in excerpt. Private publishers reproduce the law's text:
check against retsinformation.dk before a rule is signed off.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

READ = date(2026, 11, 23)


class Seen(StrEnum):
    """What was read; it sets the best mark a rule resting on it alone can have."""

    TEXT = "text"  # the law's own text, or the authority's own words
    OLD_TEXT = "old-text"  # the same in an older consolidation or a bill
    SECOND_HAND = "second-hand"  # somebody else's account


@dataclass(frozen=True, kw_only=True)
class Source:
    """A page that was read, and when; "…" stands for a part of the address that is not known."""

    key: str
    address: str
    what: str
    seen: Seen = Seen.TEXT
    read_on: date = READ

    @property
    def link(self) -> str:
        """Give the address as a link, or empty where a part of it is not known."""
        return "" if "…" in self.address else f"https://{self.address}"


def _index(*sources: Source) -> Mapping[str, Source]:
    return MappingProxyType({source.key: source for source in sources})


OLD, SECOND = Seen.OLD_TEXT, Seen.SECOND_HAND

SOURCES: Mapping[str, Source] = _index(
    # Secrecy and disclosure
    Source(
        key="STRF152",
        address="retsinformation.dk/Forms/R0710.aspx?id=112589",
        what="Lovforslag fra 1985, der gav straffelovens §§ 152-152 f deres form",
        seen=OLD,
    ),
    Source(
        key="OMB19",
        address="ombudsmanden.dk/find-viden/myndighedsguiden/generel-forvaltningsret/"
        "19-offentligt-ansattes-almindelige-tavshedspligt",
        what="Folketingets Ombudsmands overblik over offentligt ansattes tavshedspligt",
    ),
    Source(
        key="OMB19b",
        address="ombudsmanden.dk/myndighedsguiden/generel_forvaltningsret/…tavshedspligt",
        what="Ombudsmandens overblik, ældre side; nævner FOB 08.303",
    ),
    Source(
        key="FVL28",
        address="elov.dk/forvaltningsloven/28",
        what="Forvaltningslovens § 28 som ændret 2018",
    ),
    Source(
        key="DBL11",
        address="elov.dk/…databeskyttelsesloven…/paragraf/11",
        what="Databeskyttelseslovens § 11 om personnumre",
    ),
    Source(
        key="VEJLE-TVAERS",
        address="tvaers.vejle.dk/handlevejledninger/lovgivning",
        what="Kommunal vejledning om hvilke enheder der er én myndighed",
        seen=SECOND,
    ),
    # Access and logging
    Source(
        key="LEJRE",
        address="jyllands-posten.dk/indland/politiretsvaesen/ECE13857118",
        what="Avisomtale af bødesag om manglende logning af følsomme oplysninger",
        seen=SECOND,
    ),
    Source(
        key="ESDH",
        address="datatilsynet.dk/offentlig/kommuner/sikkerhed-i-kommunale-esdh-systemer",
        what="Datatilsynets inspektioner 2012 af kommunale ESDH-systemer, tidligere regler",
        seen=OLD,
    ),
    Source(
        key="FAM22",
        address="datatilsynet.dk/…/2022/sep/alvorlig-kritik-af-familieretshuset",
        what="Datatilsynets afgørelse om 37 brud på adressebeskyttelse, også indirekte",
    ),
    Source(
        key="LOG2024",
        address="datatilsynet.dk/afgoerelser/afgoerelser/2024/jun/"
        "hvad-gaelder-for-indsigt-i-logfiler",
        what="Datatilsynets nye praksis om indsigt i logfiler efter EU-Domstolens C-579/21",
    ),
    Source(
        key="LOGCL",
        address="lawinsider.com/da/clause/logning/_3",
        what="Kontraktvilkår om logning og seks måneders opbevaring",
        seen=SECOND,
    ),
    Source(
        key="KOLDING",
        address="datatilsynet.dk/…/2020/aug/tilsyn-med-kolding-kommune",
        what="Datatilsynets afgørelse om oplysning til ansatte om GPS og logning",
    ),
    # Retention
    Source(
        key="SA1",
        address="sa.dk/aflevering-arkivet/kommunale/it-systemer-bevaring-kassation",
        what="Rigsarkivet om bevaring og kassation i kommunale it-systemer",
    ),
    Source(
        key="SA2",
        address="sa.dk/da/news/nye-bestemmelser-om-bevaring-og-kassation",
        what="Rigsarkivets nyhed om bestemmelserne fra 2018",
    ),
    Source(
        key="ARK5",
        address="elov.dk/arkivbekendtgorelsen/paragraf/5",
        what="Arkivbekendtgørelsens § 5",
    ),
    Source(
        key="KLE-SF",
        address="kle-online.dk/slettefrister/P2190D_1759271562",
        what="KL's slettefristkoder",
    ),
    # Web accessibility
    Source(
        key="WAS1",
        address="digst.dk/digital-service/webtilgaengelighed/spoergsmaal-og-svar-qa",
        what="Digitaliseringsstyrelsens spørgsmål og svar om webtilgængelighed",
    ),
    Source(
        key="WAS2",
        address="digst.dk/digital-service/webtilgaengelighed/om-tilgaengelighedserklaering",
        what="Digitaliseringsstyrelsen om tilgængelighedserklæringen",
    ),
    # Procedures and MED
    Source(
        key="MED-FHO",
        address="fho.dk/med/information-og-droeftelse-2/information-og-droeftelse",
        what="Forhandlingsorganisation om information og drøftelse i MED",
        seen=SECOND,
    ),
    Source(
        key="MED-SAM",
        address="medsamarbejdet.dk/category/information-og-droeftelse",
        what="Vejledning: høring er ikke et MED-begreb",
        seen=SECOND,
    ),
    Source(
        key="MED-NIV",
        address="medsamarbejdet.dk/category/rette-niveau-og-bagland",
        what="Vejledning om det rette MED-niveau",
        seen=SECOND,
    ),
    Source(
        key="MED-OAO",
        address="oao.dk/…/information-og-droeftelse",
        what="Forbundenes vejledning om niveau og om brud på informationspligten",
        seen=SECOND,
    ),
    Source(
        key="MED-PROC",
        address="oao.dk/…/procedureretningslinjer",
        what="Forbundenes vejledning om procedureretningslinjer",
        seen=SECOND,
    ),
    Source(
        key="MED-PUF",
        address="puf.dk/faq",
        what="Spørgsmål og svar om MED, blandt andet om referater",
        seen=SECOND,
    ),
    Source(
        key="US7",
        address="danskelove.dk/ungdomsskoleloven/7",
        what="Ungdomsskolelovens § 7 om bestyrelsen",
        seen=OLD,
    ),
    Source(
        key="OMB9",
        address="ombudsmanden.dk/…/9-partshoering",
        what="Ombudsmanden om partshøring som garantiforskrift",
    ),
    # Hearing memos and publishing
    Source(
        key="HN-L141",
        address="eu.dk/samling/20241/lovforslag/L141/bilag/1/2976177",
        what="Et ministeriums høringsnotat",
    ),
    Source(
        key="HN-L28",
        address="ft.dk/samling/20221/lovforslag/L28/bilag/1/2632376",
        what="Et ministeriums høringsnotat",
    ),
    Source(
        key="HN-L16",
        address="ft.dk/samling/20251/lovforslag/L16/bilag/1/3078149",
        what="Et ministeriums høringsnotat",
    ),
    Source(
        key="PUB1",
        address="datatilsynet.dk/hvad-siger-reglerne/vejledning/kommunale-forhold/kommuners-offentliggoerelse-…",
        what="Datatilsynets vejledning om kommuners offentliggørelse",
    ),
    Source(
        key="PUB2",
        address="datatilsynet.dk/…/2021/jul/ny-praksis-for-kommuners-offentliggoerelse-…",
        what="Datatilsynets praksis fra 2. juli 2021 om web-arkiver",
    ),
    Source(
        key="PUB-KK",
        address="blivhoert.kk.dk/node/64736/svar/add",
        what="En kommunes høringsportal: hvad der offentliggøres",
        seen=SECOND,
    ),
    Source(
        key="PUB-HAD",
        address="blivhoerthaderslev.dk/persondata-politik",
        what="En kommunes høringsportal: persondatapolitik",
        seen=SECOND,
    ),
    # The political cycle
    Source(
        key="KSL97L",
        address="retsinformation.dk/Forms/R0710.aspx?id=86395",
        what="Lovtekst fra 1998 om dagsorden og udvalg",
        seen=OLD,
    ),
    Source(
        key="KSL97",
        address="resumedatabase.im.dk/resumedatabasen/1997/9711-…",
        what="Ministeriets udtalelse 9711 om frister for dagsorden",
    ),
    Source(
        key="KSL02",
        address="resumedatabase.im.dk/resumedatabasen/2002/0213-…",
        what="Ministeriets udtalelse 0213 om kommunalbestyrelsens dagsorden",
    ),
    Source(
        key="KSL04",
        address="resumedatabase.im.dk/resumedatabasen/2004/0413-…",
        what="Ministeriets udtalelse 0413 om udvalgsformandens beføjelser",
    ),
    # Working environment
    Source(
        key="BEK799",
        address="elov.dk/bekendtgorelse-om-anmeldelse-af-arbejdsulykker-mv-til-arbejdstilsynet/"
        "paragraf/1",
        what="Bekendtgørelse om anmeldelse af arbejdsulykker, § 1",
    ),
    Source(
        key="AT-ULY",
        address="at.dk/arbejdsmiljoe/arbejdsulykker/hvilke-arbejdsulykker-skal-anmeldes",
        what="Arbejdstilsynet: hvilke arbejdsulykker skal anmeldes (3. marts 2025)",
    ),
    Source(
        key="ATD43",
        address="at.dk/D-4-3",
        what="Arbejdstilsynets vejledning om voldsrisiko",
    ),
    Source(
        key="MEDST",
        address="medst.dk/arbejdsomraader/arbejdsmiljoe/"
        "forebyggelse-af-vold-uden-for-arbejdspladsen",
        what="Medarbejder- og Kompetencestyrelsen: vold uden for arbejdspladsen",
    ),
    Source(
        key="BEK1839",
        address="elov.dk/bekendtgorelse-om-arbejdets-udforelse/paragraf/11",
        what="Bekendtgørelse om arbejdets udførelse, § 11",
    ),
    Source(
        key="AMK19",
        address="lovguiden.dk/afgorelse/21-12-2019-…",
        what="Resumé af Arbejdsmiljøklagenævnets afgørelse 2019",
        seen=SECOND,
    ),
)
