"""The document model for official papers (NĐ 30/2020) and its writers; no Django, no database."""
