"""W3C Web Annotation: every claim as an annotation on its document, found by position and by quotation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sarhad.publish.exports.address import uri
from sarhad.publish.index import Index
from sarhad.records import Case, Claim

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after a quotation, by which it is found again


def web_annotation(case: Case, claims: Sequence[Claim], tlp: str) -> bytes:
    """An AnnotationPage whose items point into the texts by TextPositionSelector and TextQuoteSelector.

    Positions count characters of the text as it was read; the quotation finds its place where a page has changed since.
    """
    index = Index(case)
    items = [annotation(index, claim, tlp) for claim in claims]
    page = {
        "@context": CONTEXT,
        "id": f"urn:sarhad:{case.region}:annotations",
        "type": "AnnotationPage",
        "label": f"{case.title} ({tlp}, as of {case.as_of})",
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode()


def annotation(index: Index, claim: Claim, tlp: str) -> dict[str, Any]:
    """One claim: what it says of the quoted sentence, where that stands, and the marking as a tag."""
    document = index.documents[claim.document]
    says = f"{index.speaker(claim)} {claim.stance or 'says'}: {claim.content_text} [{index.grade(claim)}]"
    return {
        "id": f"urn:sarhad:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"id": "urn:sarhad", "type": "Software", "name": claim.made_by},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": says},
            {"type": "TextualBody", "purpose": "tagging", "value": tlp},
        ],
        "target": [
            {
                "source": uri(document.url) or f"urn:sarhad:{document.id}",
                "selector": [
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": document.text[span.start : span.end],
                        "prefix": document.text[max(0, span.start - AROUND) : span.start],
                        "suffix": document.text[span.end : span.end + AROUND],
                    },
                ],
            }
            for span in claim.evidence
        ],
    }
