"""One encoder a place: each module writes text so that one kind of reader takes it as text only."""
