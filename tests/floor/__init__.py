"""The floor under the pages: what the database shows to whom, whoever asks and however."""
