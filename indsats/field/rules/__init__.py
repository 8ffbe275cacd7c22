"""What can be decided about the street without looking anything up."""
