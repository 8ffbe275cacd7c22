"""What is done to matters, hearings, replies and memos: everything that writes."""
