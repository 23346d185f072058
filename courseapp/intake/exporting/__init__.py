"""Applications given out: CSV, spreadsheets, JSON and documents, without what is sensitive."""
