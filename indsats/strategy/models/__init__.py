"""Tables of what is ordered."""

from indsats.strategy.models.deployment import Deployment

__all__ = ["Deployment"]
