"""What posts and profiles are called on a day, for choosing between them."""

from datetime import date

from indsats.organisation.models import PostState, ProfileState
from indsats.organisation.queries.unit_page import names_on


def post_names(day: date) -> dict[int, str]:
    """Name every post in force by its title and unit: two queries."""
    rows = list(PostState.objects.on(day).values_list("post_id", "title", "unit_id"))
    units = names_on(day, {unit for _post, _title, unit in rows})
    return {post: f"{title}, {units.get(unit, '')}" for post, title, unit in rows}


def profile_names(day: date) -> dict[int, str]:
    """Name every profile in force."""
    return dict(ProfileState.objects.on(day).values_list("profile_id", "name"))
