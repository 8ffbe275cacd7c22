"""The persons one may log in as, for the login page of a demonstration."""

from django import template

from indsats.home.queries.demo import Role, roles

register = template.Library()


@register.simple_tag
def demo_roles() -> list[Role]:
    """Give the demonstration's persons by function; nothing outside one."""
    return roles()
