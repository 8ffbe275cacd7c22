"""The rules of the house that no linter knows."""

import ast
import io
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from indsats.base.management.commands.messages import catalogue_path
from indsats.organisation import access
from indsats.organisation.models import Function

ROOT = Path(settings.ROOT)
ROOMS = sorted(path.parent for path in (ROOT / "indsats").glob("*/__init__.py"))
SOURCES = [path for path in (ROOT / "indsats").rglob("*.py") if "migrations" not in path.parts]
FORBIDDEN = {"utils", "helpers", "services", "managers", "common", "misc"}
GETTEXT = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
WITHOUT_RIGHTS = {Function.PARTNER}


def named(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


@pytest.mark.parametrize("room", named(ROOMS))
def test_a_room_says_in_one_sentence_what_it_is_for(room):
    sentence = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))
    assert sentence
    assert "\n" not in sentence.strip()


def test_no_drawer_for_odds_and_ends():
    found = [path for path in SOURCES if path.stem in FORBIDDEN or path.parent.name in FORBIDDEN]
    assert found == []


def test_files_stay_small():
    sizes = {
        str(path.relative_to(ROOT)): sum(
            1 for line in path.read_text().splitlines() if line.strip()
        )
        for path in SOURCES
        if "tests" not in path.parts
    }
    assert {name: size for name, size in sizes.items() if size > 400} == {}


VIEWS = [path for path in SOURCES if path.stem == "views" or path.parent.name == "views"]


def manager_calls(tree):
    """Yield what is called on ``X.objects`` in a module."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in {"objects", "_default_manager"}
        ):
            yield node.attr, node.lineno


@pytest.mark.parametrize("path", named(VIEWS))
def test_views_reach_rows_only_through_open_to(path):
    calls = list(manager_calls(ast.parse(path.read_text())))
    assert [call for call in calls if call[0] != "open_to"] == []


def test_the_view_rule_bites():
    assert list(manager_calls(ast.parse("Case.objects.all()"))) == [("all", 1)]


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("indsats.")]


def test_every_model_has_a_line_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    missing = [m.__name__ for m in own_models() if not re.search(rf"\b{m.__name__}\b", glossary)]
    assert missing == []


def test_every_function_is_in_the_access_table_or_listed_as_without_rights():
    used = {function for row in access.MATRIX.values() for function in row}
    assert set(Function) - used == WITHOUT_RIGHTS
    assert set(access.MATRIX) == set(access.Permission)


def test_nobody_is_scored():
    words = re.compile(r"risk_?score|ranking|prediction|risk_level")
    fields = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
    ]
    assert [name for name in fields if words.search(name.lower())] == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_text_has_danish():
    call_command("messages", "--check")


def texts_in_f_strings(tree):
    written = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    called = (each for node in written for each in ast.walk(node) if isinstance(each, ast.Call))
    texts = (each for each in called if getattr(each.func, "id", "") in GETTEXT)
    return [each.lineno for each in texts if isinstance(each.args[0], ast.Constant)]


@pytest.mark.parametrize("path", named(SOURCES))
def test_no_text_hides_from_the_catalogue_in_an_f_string(path):
    assert texts_in_f_strings(ast.parse(path.read_text())) == []


def test_the_rule_of_f_strings_bites():
    assert texts_in_f_strings(ast.parse("name = f\"{_('letter')}.pdf\"")) == [1]


@pytest.mark.parametrize("page", ["access.md", "law.md"])
def test_pages_made_from_code_are_fresh(page):
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", f"docs/{page}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@cache
def git_files():
    """List what the repository keeps."""
    return subprocess.run(
        ["git", "ls-files"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split()


def test_nothing_of_this_machine_is_written_down():
    listed = git_files()
    texts = [ROOT / name for name in listed if not name.endswith((".png", ".lock", ".woff2"))]
    machine = re.compile(r"(?<!\w)/(?:work|root|home)/[a-z]")
    found = [
        str(path.relative_to(ROOT))
        for path in texts
        if path.exists()
        and path.name != "test_house.py"
        and machine.search(path.read_text(errors="ignore"))
    ]
    assert found == []


TEMPLATES = list((ROOT / "indsats").rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_templates_hold_no_script_or_style_of_their_own(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text)


def test_a_text_has_one_danish_wherever_it_is_said():
    said = {}
    for room in ROOMS:
        path = catalogue_path(room)
        known = path.read_bytes() if path.exists() else b""
        for message in read_po(io.BytesIO(known), locale="da"):
            if message.id:
                said.setdefault((message.context, str(message.id)), {})[room.name] = str(
                    message.string,
                )
    assert {text: rooms for text, rooms in said.items() if len(set(rooms.values())) > 1} == {}


NAMED_FILE = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
BUILT = ("vendor/", "felt/", "mfa/", "account/")  # made by the set-up, or the library's own


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_every_file_a_page_names_is_kept_in_the_repository(path):
    own = [name for name in NAMED_FILE.findall(path.read_text()) if not name.startswith(BUILT)]
    kept = {
        str(file).split("/static/", 1)[1]
        for file in map(Path, git_files())
        if "/static/" in str(file)
    }
    assert [name for name in own if name not in kept] == []


def test_no_template_takes_its_own_block_for_something_else():
    """Inside ``{% block %}`` the word ``block`` is the block itself, whatever a view calls so."""
    found = [
        f"{path}: {name}"
        for path in ROOT.glob("indsats/*/templates/**/*.html")
        for name in re.findall(r"\bblock\.(\w+)", path.read_text())
        if name != "super"
    ]
    assert found == []


def outermost(node):
    """Return the name at the root of ``settings.A["b"].c`` and whether something is inside it."""
    inside = False
    while isinstance(node, ast.Attribute | ast.Subscript):
        inside = inside or isinstance(node.value, ast.Attribute | ast.Subscript)
        node = node.value
    return node.id if isinstance(node, ast.Name) and inside else ""


def changed_inside(tree):
    """Yield the places that assign to, or add to, what lies inside a setting."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Delete):
            targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
            yield from (target for target in targets if outermost(target) == "settings")
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"append", "extend", "insert", "update", "setdefault", "pop"}
            and outermost(node.func) == "settings"
        ):
            yield node


@pytest.mark.parametrize(
    "path", named([*(ROOT / "indsats").rglob("test*.py"), *(ROOT / "tests").rglob("*.py")])
)
def test_no_test_changes_a_setting_from_inside(path):
    # What is changed inside a setting is not put back, and the tests after it fail.
    found = [node.lineno for node in changed_inside(ast.parse(path.read_text()))]
    assert found == []
