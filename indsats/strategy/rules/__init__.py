"""What can be decided about orders without looking anything up."""
