"""Small files of every kind, made here."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 40
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
TEXT = "Kế hoạch cải cách hành chính năm 2026\r\n\tI. Mục tiêu\n".encode()


def package(*names: str, content: bytes = b"<xml/>", types: bool = True) -> bytes:
    """A zip with these entries, and the list of types of an Office file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name in [*(["[Content_Types].xml"] if types else []), *names]:
            file.writestr(name, content)
    return target.getvalue()


DOCX = package("word/document.xml", "_rels/.rels")
XLSX = package("xl/workbook.xml", "xl/worksheets/sheet1.xml")
