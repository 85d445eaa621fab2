"""Official documents (NĐ 30/2020 layout): one model, DOCX and PDF writers."""
