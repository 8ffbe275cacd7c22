"""Telephone numbers of the demonstration's people: made up, and nobody's."""

from typing import Final

from indsats.organisation.models import User

# No Danish numbers are set aside for fiction. With the country's code, one that begins with 0
# cannot be dialled: subscribers' numbers begin with 2 to 9.
FORM: Final = "+45 00 00 {high:02} {low:02}"


def give_numbers() -> None:
    """Give everybody without a number one that cannot be anybody's."""
    people = list(User.objects.filter(phone="").order_by("username"))
    for number, user in enumerate(people, start=1):
        user.phone = FORM.format(high=number // 100 % 100, low=number % 100)
    User.objects.bulk_update(people, ["phone"])
