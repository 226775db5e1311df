"""Knowledge as data: regions, languages, sources and the ontology, read from files that newcomers can add to."""

from sarhad.world.catalogue import Catalogue, load_catalogue, with_gradings
from sarhad.world.gazetteer import Gazetteer, Hit, Name
from sarhad.world.lexicon import Lexicon, load_lexicon, with_terms
from sarhad.world.ontology import PLOVER, THREAT_MODES, EventType, quad_of
from sarhad.world.region import Region, load_region, region_names

__all__ = [
    "PLOVER",
    "THREAT_MODES",
    "Catalogue",
    "EventType",
    "Gazetteer",
    "Hit",
    "Lexicon",
    "Name",
    "Region",
    "load_catalogue",
    "load_lexicon",
    "load_region",
    "quad_of",
    "region_names",
    "with_gradings",
    "with_terms",
]
