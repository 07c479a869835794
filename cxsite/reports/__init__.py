"""Problems and coverage in the forms that people and programs read; the room that makes the sentences."""
