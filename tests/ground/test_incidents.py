"""Same event, one record: what joins reports of one happening, what keeps them apart, and what is kept of each."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sarhad.ground.incidents import find_incidents
from sarhad.records import Actor, DateEstimate, Event, Incident, Origin, Place
from sarhad.world.dates import estimate

ACTORS = {
    "arvland": Actor(id="arvland", name="Arvland", kind="state", country="AV"),
    "arv-guards": Actor(id="arv-guards", name="Arv guards", kind="service", country="AV", parent="arvland"),
    "belmar": Actor(id="belmar", name="Belmar", kind="state", country="BM"),
    "reds": Actor(id="reds", name="Reds", kind="armed-group"),
}
PLACES = {
    "av": Place(id="av", name="Arvland", kind="country", country="AV"),
    "post": Place(id="post", name="Post", kind="village", country="AV", lat=38.0, lon=70.0),
    "mill": Place(id="mill", name="Mill", kind="village", country="AV", lat=38.1, lon=70.1),
    "far": Place(id="far", name="Far", kind="village", country="AV", lat=40.0, lon=66.0),
}


def event(name: str, day: str = "2025-03-04", **fields: object) -> Event:
    """A report of an attack on a post of Arvland's guards, with what the test gives otherwise."""
    base: dict[str, object] = {"type": "ASSAULT", "quad": "material-conflict", "actor": "reds", "place": "post"}
    dated = {"date": estimate(day, "stated")} if day else {}
    return Event(id=name, document=f"d-{name}", evidence=(), made_by="t", **(base | dated | fields))  # type: ignore[arg-type]


def join(*events: Event, origins: tuple[Origin, ...] = ()) -> list[Incident]:
    return list(find_incidents(events, origins, ACTORS, PLACES))


def test_one_day_one_place_is_one() -> None:
    (found,) = join(event("a"), event("b", actor=""))
    assert found.events == ("a", "b") and found.actor == "reds"


def test_what_keeps_apart() -> None:
    assert len(join(event("a"), event("b", "2025-03-06"))) == 2
    assert len(join(event("a"), event("b", type="COERCE"))) == 2
    assert len(join(event("a"), event("b", place="far"))) == 2
    assert len(join(event("a", deaths_best=2), event("b", deaths_best=60, place="", actor=""))) == 2


def test_a_service_counts_as_its_state_and_a_village_as_its_country() -> None:
    (found,) = join(event("a", recipient="arv-guards"), event("b", recipient="arvland", place="av"))
    assert found.place == "av" or found.place == "post"
    assert set(found.values["place"]) == {"post", "av"}


def test_an_undated_report_joins_what_was_just_told() -> None:
    told = DateEstimate(value="2025-03-05", precision="day", how="inferred", latest="2025-03-05")
    assert len(join(event("a"), event("b", "", date=told))) == 1
    late = DateEstimate(value="2025-03-20", precision="day", how="inferred", latest="2025-03-20")
    assert len(join(event("a"), event("b", "", date=late))) == 2


def test_the_disagreement_is_kept_and_the_better_supported_value_wins() -> None:
    copies = Origin(id="o1", kind="text", documents=("d-a", "d-b"))
    (found,) = join(
        event("a", deaths_best=3), event("b", deaths_best=3), event("c", deaths_best=5), event("d", deaths_best=5),
        origins=(copies,),
    )  # fmt: skip
    assert (found.deaths_low, found.deaths_best, found.deaths_high) == (3, 5, 5)
    assert found.values["deaths"] == {"5": ("c", "d"), "3": ("a", "b")}
    assert len(found.origins) == 3


def test_groups_are_not_joined_over_what_excludes_it() -> None:
    vague = event("b", "", place="", date=DateEstimate(value="2025-03", precision="month", how="stated",
                                                         earliest="2025-03-01", latest="2025-03-31"))  # fmt: skip
    found = join(event("a", "2025-03-04"), vague, event("c", "2025-03-20"))
    assert all({"a", "c"} - set(i.events) for i in found)


def test_an_event_without_any_day_stands_alone() -> None:
    assert len(join(event("a", ""), event("b", ""))) == 2


@settings(max_examples=30, deadline=None)
@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_order_changes_nothing(order: list[str]) -> None:
    table = {
        "a": event("a"), "b": event("b", actor=""), "c": event("c", "2025-03-05"), "d": event("d", place="mill"),
        "e": event("e", "2025-03-20"),
    }  # fmt: skip
    assert join(*(table[name] for name in order)) == join(*table.values())
