"""The files that a team's set-up is made of: sound by the schemas of those who read them, and true to Parley."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
from ruamel.yaml import YAML

from assistant.settings import load_settings
from index.errors import SettingsError
from tests.servers.replicas import haproxy

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
KUBERNETES = "1.33"
SECRET = re.compile(r"(?i)password|api_keys|chroma_key")


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _compose() -> dict[str, Any]:
    loaded: dict[str, Any] = _yaml().load(DEPLOY / "compose.yaml")
    return loaded


def _resources() -> list[dict[str, Any]]:
    return [each for each in _yaml().load_all(DEPLOY / "kubernetes.yaml") if each]


def _pods() -> dict[str, dict[str, Any]]:
    """The pods' specifications by the name of what makes them."""
    found = {}
    for each in _resources():
        spec = each.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            found[each["metadata"]["name"]] = spec["template"]["spec"]
    return found


# compose


def test_every_service_has_an_image_of_a_version_and_comes_back_by_itself() -> None:
    services = _compose()["services"]
    assert set(services) == {"postgres", "chroma", "parley-1", "parley-2", "parley-3", "haproxy", "load"}
    for name, service in services.items():
        assert service["image"] == "parley" or re.search(r":\d", service["image"]), name
        assert service["restart"] == ("no" if name == "load" else "unless-stopped")


def test_what_services_name_is_there() -> None:
    compose = _compose()
    for service in compose["services"].values():
        assert set(service.get("depends_on", ())) <= set(compose["services"])
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or (DEPLOY / source).is_file(), volume
    build = compose["services"]["parley-1"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).resolve() == DEPLOY / "Dockerfile"


def test_only_the_balancer_can_be_reached_from_outside() -> None:
    assert [name for name, service in _compose()["services"].items() if "ports" in service] == ["haproxy"]


def test_the_balancer_knows_the_replicas_of_compose() -> None:
    named = re.findall(
        r"^\s+server (\S+) (\S+):7860 ", (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name for name, _ in named] == [address for _, address in named]
    assert {name for name, _ in named} == {name for name in _compose()["services"] if name.startswith("parley-")}


@pytest.mark.skipif(haproxy() is None, reason="HAProxy is not installed")
def test_the_balancer_takes_its_file() -> None:
    done = subprocess.run([str(haproxy()), "-c", "-f", DEPLOY / "haproxy.cfg"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


# Kubernetes


@pytest.mark.parametrize("resource", _resources(), ids=lambda each: f"{each['kind']} {each['metadata']['name']}")
def test_a_resource_fits_its_schema(resource: dict[str, Any]) -> None:
    kubernetes_validate.validate(resource, KUBERNETES, strict=True)


def test_a_schema_finds_what_is_wrong() -> None:
    [service, *_] = _resources()
    service["spec"]["prots"] = service["spec"].pop("ports")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(service, KUBERNETES, strict=True)


def test_services_and_budgets_select_pods_that_there_are() -> None:
    labels = []
    for each in _resources():
        spec = each.get("spec", {})
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        if "template" in spec:
            labels.append(spec["template"]["metadata"]["labels"])
    for each in _resources():
        selector = each.get("spec", {}).get("selector")
        if each["kind"] in {"Service", "PodDisruptionBudget"}:
            wanted = selector.get("matchLabels", selector)
            assert any(wanted.items() <= found.items() for found in labels), each["metadata"]["name"]


def test_pods_say_what_they_need_and_parley_has_no_rights() -> None:
    for name, pod in _pods().items():
        for container in pod["containers"]:
            assert {"cpu", "memory"} <= set(container["resources"]["requests"]), name
            assert re.search(r":\d", container["image"]), name
            if container["image"].startswith("parley"):
                assert pod["securityContext"]["runAsNonRoot"]
                assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            for mount in container["volumeMounts"]:
                claims = {each["name"] for each in pod.get("volumes", ())} | {"articles", "vectors"}
                assert mount["name"] in claims, (name, mount)


# both


def _settings_named() -> list[dict[str, str]]:
    services = [service.get("environment", {}) for service in _compose()["services"].values()]
    maps = [each["data"] for each in _resources() if each["kind"] == "ConfigMap"]
    return [
        {name: str(value) for name, value in each.items() if name.startswith("PARLEY_")} for each in services + maps
    ]


def test_settings_have_names_and_values_that_parley_takes() -> None:
    told = [each for each in _settings_named() if each]
    assert len(told) == 5
    for each in told:
        filled = {name: re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value) for name, value in each.items()}
        filled = {name: re.sub(r"\$\{\w+:\?[^}]*\}", "filled", value) for name, value in filled.items()}
        settings, _ = load_settings(environment=filled)
        assert settings.chroma.url == "http://chroma:8000"
    with pytest.raises(SettingsError):
        load_settings(environment={"PARLEY_CHROMA_ULR": "x"})


def test_no_secret_stands_in_a_file() -> None:
    for path in DEPLOY.iterdir():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            name, _, value = line.partition(": ")
            if SECRET.search(name) and not line.lstrip().startswith("#") and "{" not in value:
                assert not value.strip() or "${" in value, f"{path.name}:{number}"


def test_the_image_holds_what_the_package_needs() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    for name in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        for each in name.split():
            assert (ROOT / each).exists(), each
    assert {"assistant", "index", "prompts", "evals"} <= set(re.findall(r"^COPY (\w+) \w+$", text, re.MULTILINE))
    assert "USER parley" in text
