"""What the steering group and the leaders order done: deployments (indsatsordrer)."""
