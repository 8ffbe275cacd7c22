"""What can be decided about places without looking anything up."""
