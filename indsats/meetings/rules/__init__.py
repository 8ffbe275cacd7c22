"""What holds of meetings, agendas, decisions and minutes: no clock, no database, no Django."""
