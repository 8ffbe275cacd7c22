"""Every list page asks the database as often for fifty rows as for one, and ten times at most.

A list page is one whose view comes to ``Listing``; it is found by walking the addresses, so that
a new one without rows in ``tests/lists`` fails here.
"""

import importlib
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from dis import Instruction, get_instructions
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from indsats.audit.actions import deed, record
from indsats.audit.models import Act
from indsats.base.listing import Listing
from indsats.organisation.models import Function
from tests.lists.page import Page
from tests.matrix.world import World, build, hold
from tests.test_access_matrix import BACKEND, ROOMS

FILES = [path.stem for path in sorted((Path(__file__).parent / "lists").glob("*.py"))]
TABLES = [importlib.import_module(f"tests.lists.{name}") for name in FILES]
PAGES: dict[str, Page] = {}
for table in TABLES:
    PAGES |= getattr(table, "PAGES", {})
NOT_LISTS = {
    "base:gallery": "shows the parts of a page, on what every installation has",
}
VALUES = r"'[^']*'|\d+|[, ]+"
UNCOUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT")  # of the test's own transaction


def loads(code: CodeType) -> Iterator[Instruction]:
    """Give what a function's code does, also inside lambdas."""
    yield from get_instructions(code)
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from loads(part)


@cache
def reached(function: FunctionType) -> list[object]:
    """Give what a function's names stand for, also by way of our own modules."""
    found = []
    steps = list(loads(function.__code__))
    attributes = {step.argval for step in steps if step.opname in {"LOAD_ATTR", "LOAD_METHOD"}}
    for name in {step.argval for step in steps if step.opname == "LOAD_GLOBAL"}:
        value = function.__globals__.get(name)
        found.append(value)
        if isinstance(value, ModuleType) and value.__name__.startswith("indsats."):
            found += [getattr(value, each, None) for each in attributes]
    return found


def lists(view: object, seen: set[object]) -> bool:
    """Tell whether a view, or a function of ours it calls, makes a list."""
    view = inspect.unwrap(view)
    ours = isinstance(view, FunctionType) and view.__module__.startswith("indsats.")
    if not ours or view in seen:
        return False
    seen.add(view)
    return any(each is Listing or lists(each, seen) for each in reached(view))


def addresses(
    parts: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, object]]:
    """Give each address by its whole name, with its view."""
    for part in parts:
        if isinstance(part, URLResolver):
            yield from addresses(part.url_patterns, part.namespace or space)
        else:
            yield f"{space}:{part.name}" if space else part.name, part.callback


def written() -> set[str]:
    """Name the addresses that only write."""
    rows = ((room, row) for room, matrix in ROOMS.items() for row in matrix.ROWS)
    return {f"{room}:{row.name}" for room, row in rows if row.method == "post"}


@pytest.fixture
def world() -> World:
    """Make a municipality whose user holds every function, so that each page is whole."""
    made = build(Function.LEADER)
    for function in Function:
        if function != Function.LEADER:
            hold(made, function)
    with deed:
        record(by=made.user, act=Act.SEEN, subject="unit")  # a trail has always begun
    return made


def test_every_list_page_has_its_rows_here_or_a_reason():
    views = addresses(get_resolver().url_patterns)
    found = {name for name, view in views if lists(view, set())} - written()
    assert len(found) > 30
    assert sorted(found - set(PAGES)) == sorted(NOT_LISTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_list_of_fifty_asks_no_more_than_a_list_of_one(client, world, name):
    client.force_login(world.user, backend=BACKEND)
    page = PAGES[name]
    few, few_rows = asked(client, world, name, 1)
    many, many_rows = asked(client, world, name, page.many - 1)
    assert 0 < few_rows < many_rows, page
    assert page.word or many_rows == min(few_rows + page.many - 1, 50)
    assert len(many) <= len(few), "\n".join(added(few, many))
    assert len(many) <= page.most, "\n".join(many)


def added(few: list[str], many: list[str]) -> list[str]:
    """Give the queries that only many rows asked, without their values."""
    one, fifty = (Counter(re.sub(VALUES, " ", each) for each in log) for log in (few, many))
    return sorted(fifty - one)


def asked(client, world, name, more) -> tuple[list[str], int]:
    """Make more rows; give what the page asks then, and how many rows it shows."""
    page = PAGES[name]
    page.fill(world, more)
    where = reverse(name, args=page.args(world)) + page.ask
    with CaptureQueriesContext(connection) as log:
        answer = client.get(where)
    assert answer.status_code == 200, where
    queries = [each["sql"] for each in log if not each["sql"].startswith(UNCOUNTED)]
    if page.word:
        return queries, answer.content.decode().count(page.word)
    return queries, len(answer.context["listing"].lines)
