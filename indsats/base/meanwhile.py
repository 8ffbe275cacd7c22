"""Two people at once: the second is told, and nothing is overwritten."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class ChangedMeanwhileError(ValidationError):
    """Someone else has changed the same thing since it was shown; ``version`` is theirs."""

    def __init__(self, version: int, text: str = "") -> None:
        super().__init__(
            text or _("Someone else has changed this meanwhile. Compare, and save yours again."),
            code="changed_meanwhile",
        )
        self.version = version
