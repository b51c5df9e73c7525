"""XML that may be hostile: guarded first, parsed second."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from index.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["guard_xml", "parse_xml"]

MAX_DEPTH = 200
"""News markup nests a dozen levels."""


def guard_xml(data: bytes) -> None:
    """Refuse entity declarations and deep nesting; stop silently where the XML is malformed.

    Raises: InputError.
    """
    parser = expat.ParserCreate()
    depth = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise InputError(f"refused: XML nested more than {MAX_DEPTH} levels")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_declaration: object) -> None:
        raise InputError("refused: XML that declares entities, which can expand without end or read files")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        # What follows the fault was not looked at, and a lenient parser may yet read it.
        if b"<!entity" in data.lower():
            declared()
    except (ValueError, LookupError) as error:
        raise InputError(f"the XML cannot be read: {error}") from error


def parse_xml(data: bytes) -> Element:
    """The root element. A plain document type is allowed, nothing that it declares.

    Raises: InputError.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    guard_xml(data)
    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise InputError(f"refused: XML with {type(error).__name__}") from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"the XML cannot be read: {error}") from error
    return root
