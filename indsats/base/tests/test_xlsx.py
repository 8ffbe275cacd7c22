from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indsats.base.plain import clean
from indsats.base.tests.documents import ANY_TEXT, MADE
from indsats.base.xlsx import Column, Sheet, to_xlsx


def written(*values, title="Svar"):
    columns = [Column(f"Kolonne {number}") for number in range(len(values))]
    return to_xlsx([Sheet(title=title, columns=columns, rows=[values])], made_at=MADE)


def sheet_of(sheet):
    return openpyxl.load_workbook(BytesIO(to_xlsx([sheet], made_at=MADE))).active


def cells(*values):
    return openpyxl.load_workbook(BytesIO(written(*values))).active[2]


FORMULAS = (
    '=HYPERLINK("http://x.dk";"klik")',
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|' /C calc'!A0",
    "#REF!",
    "＝1+1",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_inert(text):
    content = written(text)
    cell = openpyxl.load_workbook(BytesIO(content)).active["A2"]
    assert cell.value.strip() == clean(text).strip()
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    with ZipFile(BytesIO(content)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()


@settings(max_examples=100)
@given(ANY_TEXT)
@example("=" * 40_000)
def test_no_text_breaks_a_sheet_or_calculates(text):
    cell = cells(text, "x")[0]
    assert cell.data_type in {"s", "n"}
    assert cell.data_type == "s" or cell.value is None


def test_numbers_and_days_keep_their_kind():
    moment = datetime(2023, 10, 30, 22, 59, 59, tzinfo=UTC)
    found = cells(7, 2.5, Decimal("1.25"), date(2023, 10, 30), moment, True, None, "7")
    assert [cell.value for cell in found] == [
        *(7, 2.5, 1.25, datetime(2023, 10, 30), datetime(2023, 10, 30, 23, 59, 59)),  # noqa: DTZ001 -- as Excel keeps them
        *("Ja", None, "7"),
    ]
    assert [cell.number_format for cell in found[3:5]] == ["dd-mm-yyyy", "dd-mm-yyyy hh:mm"]


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), 10**15, 10**400, Decimal("NaN"), date(1850, 1, 1), b"x", {}],
)
def test_what_excel_cannot_hold_becomes_text(value):
    assert cells(value)[0].data_type == "s"


def test_text_too_long_is_cut_where_everyone_can_see_it():
    value = cells("x" * 40_000)[0].value
    assert (len(value), value[-4:]) == (32_767, " […]"[-4:])


def test_the_header_stays_filters_and_is_text():
    sheet = Sheet(title="Svar", columns=[Column("=1+1", 30), Column("Navn")], rows=[("a", "b")])
    page = openpyxl.load_workbook(BytesIO(to_xlsx([sheet]))).active
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B2")
    assert (page["A1"].value, page["A1"].data_type, page["A1"].font.b) == ("=1+1", "s", True)
    assert page.column_dimensions["A"].width == 30


def test_an_empty_sheet_still_opens():
    sheet = Sheet(title="Tom", columns=[Column("A")], rows=[])
    assert openpyxl.load_workbook(BytesIO(to_xlsx([sheet]))).active.auto_filter.ref == "A1:A1"


def test_sheet_names_are_legal_and_differ():
    titles = ["Svar: [alle]/x", "svar alle x", "History", "", "å" * 40, "å" * 40]
    sheets = [Sheet(title=title, columns=[Column("A")], rows=[]) for title in titles]
    names = openpyxl.load_workbook(BytesIO(to_xlsx(sheets))).sheetnames
    assert names[:4] == ["Svar alle x", "svar alle x 2", "History 2", "Ark"]
    assert [len(name) for name in names[4:]] == [31, 31]
    assert len({name.lower() for name in names}) == 6


@settings(max_examples=50)
@given(st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_any_title_makes_a_sheet(titles):
    sheets = [Sheet(title=title, columns=[Column(title)], rows=[]) for title in titles]
    assert len(openpyxl.load_workbook(BytesIO(to_xlsx(sheets))).sheetnames) == len(titles)


def test_rows_must_fit_and_sheets_must_be_there():
    with pytest.raises(ValueError, match="as many cells"):
        to_xlsx([Sheet(title="A", columns=[Column("A")], rows=[("a", "b")])])
    with pytest.raises(ValueError, match="needs a sheet"):
        to_xlsx([])


def test_properties_name_the_file():
    sheet = Sheet(title="A", columns=[Column("A")], rows=[])
    content = to_xlsx([sheet], title="Svar", author="Ishøj", made_at=MADE)
    properties = openpyxl.load_workbook(BytesIO(content)).properties
    assert (properties.title, properties.creator) == ("Svar", "Ishøj")
    assert properties.created.isoformat() == "2023-11-01T12:00:00"


def test_text_to_be_read_runs_over_lines_and_all_beside_it_stands_at_the_top():
    columns = [Column("Nr.", 6), Column("Svar", 80)]
    page = sheet_of(Sheet(title="Svar", columns=columns, rows=[(1, "Et\n\nto"), (2, "=1+1")]))
    for cell in (page["A2"], page["B2"], page["B3"]):
        assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")
    assert page["B3"].data_type == "s"
    assert page["B3"].quotePrefix
    narrow = sheet_of(Sheet(title="Tal", columns=[Column("Nr.", 6)], rows=[(1,)]))
    assert not narrow["A2"].alignment.wrap_text
