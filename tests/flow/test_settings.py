"""What a run is given from outside."""

from pathlib import Path

import pytest

from probative.flow.settings import SETTINGS, SettingError, settings


def test_nothing_set_gives_the_defaults():
    given = settings({"HOME": "/house/m"})
    assert given.key_file == Path("/house/m/.config/probative/key")
    assert given.guard_folder == Path("/house/m/.local/state/probative")
    assert given.passphrase is None
    assert 1 <= given.workers <= 8
    assert given.person


def test_what_is_set_wins():
    given = settings(
        {
            "HOME": "/house/m",
            "XDG_CONFIG_HOME": "/c",
            "XDG_STATE_HOME": "/s",
            "PROBATIVE_PASSPHRASE": "words",
            "PROBATIVE_WORKERS": "3",
            "PROBATIVE_PERSON": "M. Oru",
            "USER": "m",
        }
    )
    assert (given.key_file, given.guard_folder) == (Path("/c/probative/key"), Path("/s/probative"))
    assert (given.passphrase, given.workers, given.person) == ("words", 3, "M. Oru")
    assert settings({"USER": "m", "LOGNAME": "n"}).person == "n"
    assert settings({"XDG_CONFIG_HOME": "/c"}, key_file=Path("/k")).key_file == Path("/k")


def test_the_process_environment_is_read_where_none_is_given(monkeypatch):
    monkeypatch.setenv("PROBATIVE_PERSON", "somebody")
    assert settings().person == "somebody"


@pytest.mark.parametrize("workers", ["0", "-1", "many", "1.5", "²", "99999"])
def test_a_number_of_workers_that_is_none_is_wrong_use(workers):
    with pytest.raises(SettingError, match="PROBATIVE_WORKERS"):
        settings({"PROBATIVE_WORKERS": workers})


def test_an_empty_setting_is_no_setting():
    assert settings({"PROBATIVE_WORKERS": "", "PROBATIVE_PASSPHRASE": ""}).passphrase is None
    assert all(meaning.endswith(".") for meaning in SETTINGS.values())
