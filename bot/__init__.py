"""The conversation: it hears readers through channels, puts care first, and answers with articles."""
