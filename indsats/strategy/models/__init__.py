"""Tables of what is ordered."""

from indsats.strategy.models.deployment import Deployment, DeploymentIssue, in_state

__all__ = ["Deployment", "DeploymentIssue", "in_state"]
