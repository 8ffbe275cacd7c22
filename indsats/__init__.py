"""Indsats: a municipality's safety and crime-preventive work, one folder per room."""
