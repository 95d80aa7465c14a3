"""A speaker named in Latin letters in one exhibit and in Cyrillic in others is one source and one entity."""

import json
from pathlib import Path

from tests.conftest import Run

TEXTS = {
    "en.txt": "Harrow Post\n3 May 2031\n\nMarta Velik, a lawyer for the families, said that soldiers had burned the "
    "mill at Keld. Velik said the men were held in the school.\n",
    "uk.txt": "Ранкова Газета\n4 травня 2031\n\nАдвокатка Марта Велик заявила, що солдати спалили млин у Келді. "
    "За словами Велик, чоловіків тримали у школі.\n",
    "ru.txt": "Утренняя Газета\n5 мая 2031\n\nАдвокат Марта Велик заявила, что солдаты сожгли мельницу в Келде. "
    "По словам Велик, мужчин держали в школе.\n",
}


def test_a_speaker_in_two_scripts_is_one_downstream(probative: Run, tmp_path: Path) -> None:
    material, case = tmp_path / "material", tmp_path / "case"
    material.mkdir()
    for name, text in TEXTS.items():
        (material / name).write_text(text, encoding="utf-8")
    assert probative("build", material, "--case", case, "--received-from", "the authors").status == 0
    claims = [json.loads(line) for line in probative("claims", case, "--json").out.splitlines()]
    assert {claim["exhibit"] for claim in claims} == {"E-0001", "E-0002", "E-0003"}
    assert {claim["chain"][0]["source"] for claim in claims} == {"Marta Velik", "Марта Велик"}
    why = json.loads(probative("why", case, "S-0001", "--json").out)
    assert why["source"]["names"] == ["Marta Velik", "Марта Велик"]
    assert why["source"]["exhibits"] == ["E-0001", "E-0002", "E-0003"]
    entities = [json.loads(line) for line in probative("entities", case, "--json").out.splitlines()]
    (velik,) = [each for each in entities if "Marta Velik" in each["names"]]
    assert set(velik["names"]) == {"Marta Velik", "Velik", "Марта Велик", "Велик"}
