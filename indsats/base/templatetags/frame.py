"""Tags for the page frame and its components; ``{% load frame %}``."""

from typing import Any

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

BADGES = {"": "", "info": "info", "success": "success", "warning": "warning", "error": "error"}


def address(where: str, *args: Any) -> str:
    """Turn a url's name into its path; a path or full address is left as it is."""
    return where if "/" in where or where.startswith(("#", "?")) else reverse(where, args=args)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the design system; silent to a screen reader unless it has a label."""
    silent = SafeString('aria-hidden="true"')
    known = format_html('role="img" aria-label="{}"', label) if label else silent
    return format_html(
        '<svg class="icon-svg" focusable="false" {}><use href="{}#{}"></use></svg>',
        known,
        static("vendor/dkfds/img/all-svg-icons.svg"),
        name,
    )


@register.simple_tag
def crumb(title: Any, where: str = "", *args: Any) -> SafeString:
    """Add a step to the breadcrumb (brødkrumme); without an address it is the page itself."""
    if not where:
        step = format_html('<span aria-current="page">{}</span>', title)
    else:
        link = '<a class="breadcrumbs__link" href="{}">{}</a>'
        step = format_html(link, address(where, *args), title)
    return format_html('<li class="breadcrumbs__list-item">{}</li>', step)


@register.simple_tag
def badge(text: Any, kind: str = "") -> SafeString:
    """Show a state as a word in a coloured box (mærkat); the word carries the meaning."""
    look = f" badge-{BADGES[kind]}" if BADGES[kind] else ""
    return format_html('<span class="badge{}">{}</span>', look, text)


@register.simple_tag
def widget_attrs(widget: dict[str, Any], look: str) -> SafeString:
    """Write a form control's attributes with the design system's class among them."""
    attrs = dict(widget["attrs"])
    classes = f"{look} {attrs.pop('class', '')}".strip()
    if classes:
        attrs["class"] = classes
    return flatatt(attrs)


@register.simple_tag
def municipality() -> str:
    """Give the name of the municipality (kommune) that runs the system."""
    return str(getattr(settings, "MUNICIPALITY", ""))


@register.simple_block_tag(takes_context=True)
def confirm(context: Context, content: str, **options: Any) -> SafeString:
    """Ask before a deed: ``{% confirm url=... open=... title=... yes=... %}why{% endconfirm %}``.

    A dialog where scripts run, an unfolding section where they do not. ``warn=True`` makes
    the button red; what stands between the tags comes before the button, inside the form.
    """
    parts = {**options, "content": content, "csrf_token": context.get("csrf_token")}
    return mark_safe(render_to_string("base/confirm.html", parts))  # noqa: S308 -- a template's output
