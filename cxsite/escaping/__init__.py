"""One encoder for each output context: each module writes text so that its reader never interprets it as markup."""
