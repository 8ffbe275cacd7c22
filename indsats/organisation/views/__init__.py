"""The pages of the organisation, one file per noun."""
