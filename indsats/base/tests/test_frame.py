"""The frame around every page: language, breadcrumb, forms, questions, error pages."""

import re

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from indsats.base.forms import DayField
from indsats.base.language import LanguageMiddleware, chosen

pytestmark = pytest.mark.django_db


def draw(text, **context):
    return Template("{% load frame %}" + text).render(Context(context))


class Sample(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort.")
    day = DayField(label="Dag", required=False)
    way = forms.ChoiceField(label="Vej", choices=[("a", "Brev")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Sikker")
    secret = forms.CharField(widget=forms.HiddenInput)


def get(client, address, **headers):
    return client.get(address, headers=headers)


def test_pages_open_in_danish_whatever_the_browser_wants(client):
    answer = get(client, "/tilgaengelighed/", **{"Accept-Language": "en-US"})
    assert '<html lang="da">' in answer.content.decode()
    assert answer["Content-Language"] == "da"


def test_the_language_is_switched_by_a_form_and_stays(client):
    answer = client.post("/sprog/", {"language": "en", "next": "/tilgaengelighed/"})
    assert answer.headers["Location"] == "/tilgaengelighed/"
    assert '<html lang="en">' in client.get("/tilgaengelighed/").content.decode()


def test_the_language_form_leads_to_no_foreign_place(client):
    answer = client.post("/sprog/", {"language": "en", "next": "https://example.com/"})
    assert "example.com" not in answer.headers.get("Location", "")


def test_the_language_is_not_switched_by_a_link(client):
    assert client.get("/sprog/").status_code == 405


@pytest.mark.parametrize(
    ("cookie", "own", "found"),
    [("", "", "da"), ("en", "", "en"), ("", "en", "en"), ("da", "en", "da"), ("xx", "yy", "da")],
)
def test_the_cookie_goes_before_the_users_own_language(cookie, own, found):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.user.language = own
    request.COOKIES["django_language"] = cookie
    assert chosen(request) == found


def test_the_language_ends_with_the_request():
    request = RequestFactory().get("/")
    request.COOKIES["django_language"] = "en"
    with translation.override("da"):
        LanguageMiddleware(lambda _request: HttpResponse())(request)
        assert translation.get_language() == "da"


def test_a_page_lets_no_inline_script_or_style_in(client, settings):
    settings.DEMO = True
    page = client.get("/_galleri/").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)


def test_the_gallery_is_not_there_in_production(client, settings):
    settings.DEMO = settings.DEBUG = False
    assert client.get("/_galleri/").status_code == 404
    assert client.get("/_galleri/fejl/500/").status_code == 404


def test_a_step_of_the_breadcrumb_escapes_its_title():
    assert "&lt;b&gt;" in draw("{% crumb title '/x/' %}", title="<b>")


def test_a_field_tells_its_hint_and_error_to_a_screen_reader():
    html = str(Sample({}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_summary_of_errors_leads_to_every_field():
    html = str(Sample({}))
    targets = re.findall(r'<a href="#([^"]+)"', html)
    assert targets == ["id_title", "id_way_0", "id_sure"]
    assert all(f'id="{target}"' in html for target in targets)
    assert "Dette felt er påkrævet" in html


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(Sample())


def test_a_field_that_may_be_empty_says_so():
    html = str(Sample())
    assert html.count("(valgfrit)") == 1


def test_a_control_keeps_its_own_class_beside_the_looks():
    class Own(forms.Form):
        name = forms.CharField(widget=forms.TextInput(attrs={"class": "wide"}))

    assert 'class="form-input wide"' in str(Own())


@pytest.mark.parametrize("text", ["31-12-2026", "31.12.2026", "31/12/2026", "2026-12-31"])
def test_a_day_may_be_written_as_danes_write_it(text):
    assert DayField().clean(text).isoformat() == "2026-12-31"


def test_a_day_is_shown_to_the_browser_as_iso():
    form = Sample({"day": "31-12-2026"})
    form.is_valid()
    shown = str(Sample(initial={"day": form.cleaned_data["day"]})["day"])
    assert 'type="date"' in shown
    assert 'value="2026-12-31"' in shown


def test_a_question_carries_the_token_its_fields_and_its_words():
    ask = '{% confirm url="/x/" open="Slet" yes="Ja" %}<p>{{ why }}</p>{% endconfirm %}'
    html = draw(ask, why="<i>", csrf_token="tok")
    assert 'action="/x/"' in html
    assert 'value="tok"' in html
    assert "<p>&lt;i&gt;</p>" in html


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_request_and_say_what_to_do(name):
    html = render_to_string(name)
    assert "<h1>" in html
    assert re.search(r"<li>|button-primary", html)


def test_an_unknown_kind_of_badge_is_a_mistake():
    with pytest.raises(KeyError):
        draw("{% badge 'Sendt' 'blue' %}")
