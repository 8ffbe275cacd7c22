"""What looks like a name, and what does not."""

import pytest

from indsats.base.rules.pairs import like_names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi så Peter Hansen ved boldburet.", ["Peter Hansen"]),
        ("En dreng, der hedder Ahmed, kaster med sten", ["Ahmed"]),
        ("Anna-Lise Bøgh og Åse Ærø", ["Anna-Lise Bøgh", "Åse Ærø"]),
        ("Der er mørkt ved Ishøj Station og på Vejleåvej.", []),
        ("Ved Gildbroskolen ligger der glas", []),
        ("Mange unge samles fredag aften. De råber.", []),
        ("Bålet ved Søndre Mose", []),
        ("Den Blå Banan ved kiosken", []),
        ("Jonas har tegnet på muren igen", ["Jonas"]),
        ("Amira og Qasim Zorlu ved boldburet", ["Amira", "Qasim Zorlu"]),
        ("", []),
    ],
)
def test_names_are_asked_about_and_places_are_not(text, found):
    assert like_names(text, places=["Den Blå Banan"]) == found


def test_the_same_name_is_asked_about_once():
    assert like_names("Bo Berg og Bo Berg") == ["Bo Berg"]
