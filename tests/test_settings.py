"""Settings: defaults without a file, values from it, and a clear refusal of what is unknown or wrong."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sarhad.errors import SarhadError
from sarhad.settings import CONFIG_NAME, Settings, load_settings


def test_defaults_without_a_file(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings()


def test_values_from_the_file(tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text('region = "x"\nhost_delay = 2.5\nallow_hosts = ["127.0.0.1:8000"]\n')
    found = load_settings(tmp_path)
    assert (found.region, found.host_delay, found.allow_hosts) == ("x", 2.5, ("127.0.0.1:8000",))
    assert found.tlp == Settings().tlp


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('regoin = "x"', "regoin"),
        ('max_redirects = "many"', "max_redirects"),
        ("region = 7 7\n", "line 1"),
    ],
)
def test_what_is_wrong_is_named(text: str, named: str, tmp_path: Path) -> None:
    (tmp_path / CONFIG_NAME).write_text(text)
    with pytest.raises(SarhadError, match=named) as error:
        load_settings(tmp_path)
    assert CONFIG_NAME in error.value.where
    assert error.value.remedy


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Settings().region = "y"  # type: ignore[misc]
    assert msgspec.structs.replace(Settings(), region="y").region == "y"


def test_a_folder_of_own_sources_is_found_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    assert load_settings(tmp_path).sources == str(tmp_path / "sources")
    (tmp_path / CONFIG_NAME).write_text('sources = "mine"\n')
    with pytest.raises(SarhadError, match="folder of sources is missing"):
        load_settings(tmp_path)
    (tmp_path / "mine").mkdir()
    assert load_settings(tmp_path).sources == str(tmp_path / "mine")
