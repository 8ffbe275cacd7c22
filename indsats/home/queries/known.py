"""What a load may refer to because it is in the tables already."""

from indsats.hearings.models import Matter
from indsats.home.rules.files import Known
from indsats.organisation.models import ChangeSet, ChangeSetStatus, Competence, User
from indsats.organisation.queries.picture import read
from indsats.places.models import Place


def known() -> Known:
    """Give the organisation on all days, and the keys of the rest."""
    entered = ChangeSet.objects.filter(status=ChangeSetStatus.SCHEDULED)
    return Known(
        picture=read(),
        users=frozenset(User.objects.values_list("username", flat=True)),
        competences=frozenset(Competence.objects.values_list("key", flat=True)),
        matters=frozenset(Matter.objects.values_list("key", flat=True)),
        places=frozenset(Place.objects.values_list("key", flat=True)),
        entered=frozenset(entered.values_list("key", flat=True)),
    )
