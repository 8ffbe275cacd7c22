"""Tables of what is ordered, and of what a period is thought to mean."""

from indsats.strategy.models.assessment import AssessedPeriod, Assessment
from indsats.strategy.models.deployment import Deployment, DeploymentIssue, in_state

__all__ = ["AssessedPeriod", "Assessment", "Deployment", "DeploymentIssue", "in_state"]
