"""What was compiled is found again only while every source is what it was."""

import shutil

from befriend.rules import kept


def test_another_source_has_another_name(tmp_path):
    for part in kept.COMPILED:
        shutil.copytree(kept.FOLDER / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    before = kept.fingerprint(tmp_path)

    assert before == kept.fingerprint()

    with (tmp_path / "rules" / "points.py").open("a") as source:
        source.write("# another word\n")
    assert kept.fingerprint(tmp_path) != before


def test_what_older_sources_left_is_taken_away(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    monkeypatch.setattr(kept.config, "CACHE_DIR", "")
    old = tmp_path / "__pycache__" / "compiled-older"
    old.mkdir(parents=True)

    found = kept.folder_for("newer")

    assert found == tmp_path / "__pycache__" / "compiled-newer"
    assert not old.exists()
