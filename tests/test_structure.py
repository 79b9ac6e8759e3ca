"""The shape that import-linter cannot see: keys, migrations, and the boundary of what may be held."""

import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent
STACK = [
    "core",
    "organisations",
    "people",
    "local_rules",
    "sources",
    "documents",
    "indicators",
    "movements",
    "reports",
    "honours",
    "awards",
    "nominations",
    "councils",
    "decisions",
    "conferences",
    "intake",
]
OWN_MODELS = [model for model in apps.get_models() if model.__module__.startswith("thidua.")]
# What README and product.md say is never held, as it would be called in English identifiers or Vietnamese.
NEVER_HELD = re.compile(
    r"suspect|offender|offence|informant|tip_?off|investigat|watch_?list|political_opinion|social_media|facebook|face_|"
    r"biometr|identity_card|citizen_id|cccd|cmnd|gps|home_address|can_cuoc|doi_tuong|nguon_tin|vu_an|toi_pham|pham_phap",
)


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down_the_stack_or_within_the_app(model):
    own = STACK.index(model._meta.app_label)

    upward = [
        field.name
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and STACK.index(field.related_model._meta.app_label) > own
    ]

    assert upward == []


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_no_model_uses_a_generic_key_or_a_decimal_field(model):
    generic = [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]
    decimals = [
        field.name
        for field in model._meta.concrete_fields
        if field.get_internal_type() in {"DecimalField", "FloatField"}
    ]
    content_types = [
        f.name
        for f in model._meta.concrete_fields
        if f.is_relation and f.related_model._meta.label == "contenttypes.ContentType"
    ]

    assert (generic, decimals, content_types) == ([], [], [])


@pytest.mark.parametrize("app", STACK)
def test_migrations_depend_only_downward_and_load_no_data(app):
    loader = MigrationLoader(None)
    own = [migration for (label, _), migration in loader.disk_migrations.items() if label == app]

    upward = [
        dependency
        for migration in own
        for dependency in migration.dependencies
        if dependency[0] in STACK and STACK.index(dependency[0]) > STACK.index(app)
    ]
    data_steps = [
        operation
        for migration in own
        for operation in migration.operations
        if type(operation).__name__ in {"RunPython", "RunSQL"}
    ]

    assert (upward, data_steps) == ([], [])


def test_no_model_or_field_holds_what_we_never_hold():
    names = [model._meta.model_name for model in OWN_MODELS]
    names += [f"{model._meta.model_name}.{field.name}" for model in OWN_MODELS for field in model._meta.concrete_fields]

    assert [name for name in names if NEVER_HELD.search(name)] == []


def test_no_indicator_counts_crime_tip_offs_or_people_under_watch():
    words = re.compile(
        r"tội|phạm pháp|vụ án|đối tượng|tố giác|nguồn tin|điều tra|truy nã|tạm giam|nghi can|giám sát người",
        re.IGNORECASE,
    )
    files = sorted((ROOT / "src/thidua/indicators/data").glob("*.yaml"))

    named = [
        (entry["code"], entry["name"])
        for file in files
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["indicators"]
        if words.search(f"{entry['name']} {entry.get('phrase', '')}")
    ]

    assert files
    assert named == []


def test_the_boundary_stands_in_the_readme_in_both_languages():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert "Phần mềm không bao giờ lưu" in readme
    assert "What thidua never holds" in readme


def test_persons_are_named_only_as_users_or_in_public_capacity():
    person_models = {
        model._meta.label
        for model in OWN_MODELS
        if any(f.name in {"full_name", "username"} for f in model._meta.concrete_fields)
    }

    assert person_models == {"people.User", "organisations.Unit", "organisations.UnitDescription"}


def test_nothing_in_the_repository_names_the_machine_it_was_written_on():
    hosts = "|".join(("python" + "hosted", "npm" + r"js\.org"))
    leak = re.compile(rf"(?<![\w.-])/(?:root|home|mnt|srv|work)/|{hosts}")
    kept = [
        path
        for folder in ("src", "tests", "scripts", "benchmarks", "docs", ".ci", "requirements")
        for path in (ROOT / folder).rglob("*")
    ]
    texts = {".py", ".md", ".yaml", ".toml", ".html", ".css", ".js", ".lock", ".typ", ".txt", ".sh", ".po", ".json"}

    leaks = [
        str(path.relative_to(ROOT))
        for path in kept
        if path.is_file()
        and path.suffix in texts
        and path.name != Path(__file__).name
        and leak.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert leaks == []
