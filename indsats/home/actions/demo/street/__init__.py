"""A made-up year on the street: tours, what was seen, who was met; nobody in it exists."""
