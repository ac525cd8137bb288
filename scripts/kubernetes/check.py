#!/usr/bin/env python3
"""Checks the Kubernetes manifests of a folder without a cluster, for scripts/tests/kubernetes_test.sh.

  check.py types FOLDER           prints them as TypeScript, each declared to be what its apiVersion and kind say: the
                                  compiler and the API's types (npm: kubernetes-types) then find what is misspelt, missing
                                  or of another type
  check.py sense FOLDER HELP...   what types cannot tell: the files of the kustomization, selectors, ports, settings (each
                                  HELP is the --help of a program), and what every container must have
  check.py docker FOLDER NAME     prints options for `docker run`, a line each, that do to a container what the Deployment
                                  of that name asks of Kubernetes
"""
import json
import pathlib
import re
import sys

import yaml

KUSTOMIZATION = "kustomization.yaml"


def manifests(folder):
    """Yields (file:number, manifest) of everything that the kustomization lists."""
    listed = yaml.safe_load((folder / KUSTOMIZATION).read_text(encoding="utf-8"))["resources"]
    there = sorted(path.name for path in folder.iterdir() if path.name != KUSTOMIZATION)
    if sorted(listed) != there:
        raise SystemExit(f"{KUSTOMIZATION} lists {sorted(listed)}, and there are {there}")
    for name in listed:
        for number, manifest in enumerate(yaml.safe_load_all((folder / name).read_text(encoding="utf-8"))):
            yield f"{name}:{number}", manifest


def module(api_version):
    """The module of kubernetes-types that has the kinds of an apiVersion: v1 is core/v1, and groups lose their domain."""
    group, _, version = api_version.rpartition("/")
    return f"kubernetes-types/{group.removesuffix('.k8s.io') or 'core'}/{version}"


def types(folder):
    for number, (where, manifest) in enumerate(manifests(folder)):
        kind = manifest["kind"]
        # A type that is given only as a comment would be skipped: a kind that the module lacks is an error.
        print(f"// {where}\nimport type {{ {kind} as T{number} }} from {json.dumps(module(manifest['apiVersion']))}")
        print(f"export const m{number}: T{number} = {json.dumps(manifest, indent=1)}")


def containers(deployments):
    for name, deployment in deployments.items():
        for container in deployment["spec"]["template"]["spec"]["containers"]:
            yield name, deployment["spec"]["template"]["spec"], container


def sense(folder, helps):
    every = [manifest for _, manifest in manifests(folder)]
    deployments = {each["metadata"]["name"]: each for each in every if each["kind"] == "Deployment"}
    labels = {name: each["spec"]["template"]["metadata"]["labels"] for name, each in deployments.items()}
    known = set(re.findall(r"\b(?:LB|SERVER)_[A-Z_0-9]+", "".join(pathlib.Path(path).read_text("utf-8") for path in helps)))
    wrong = []

    def meant(selector):
        return [name for name in deployments if selector and selector.items() <= labels[name].items()]

    for each in every:
        what = f"{each['kind']} {each['metadata']['name']}"
        spec = each.get("spec", {})
        selector = {"Service": spec.get("selector"), "NetworkPolicy": spec.get("podSelector", {}).get("matchLabels")}.get(
            each["kind"], (spec.get("selector") or {}).get("matchLabels") if "selector" in spec else None)
        if selector is not None and len(meant(selector)) != 1:
            wrong.append(f"{what}: its selector {selector} means {meant(selector) or 'no Deployment'}")
            continue
        ports = {port["name"]: port["containerPort"] for name in meant(selector or {})
                 for container in deployments[name]["spec"]["template"]["spec"]["containers"] for port in container["ports"]}
        named = [port.get("targetPort") for port in spec.get("ports", [])] if each["kind"] == "Service" else []
        named += [port["port"] for rule in spec.get("ingress", []) for port in rule.get("ports", [])]
        wrong += [f"{what}: no container has a port {port}" for port in named if port not in ports]
        if each["kind"] == "HorizontalPodAutoscaler" and spec["scaleTargetRef"]["name"] not in deployments:
            wrong.append(f"{what}: there is no Deployment {spec['scaleTargetRef']['name']}")
    for name, pod, container in containers(deployments):
        wrong += [f"Deployment {name}: there is no setting {env['name']}" for env in container["env"] if env["name"] not in known]
        probed = [container.get(probe, {}) for probe in ("startupProbe", "readinessProbe", "livenessProbe")]
        own = [port["name"] for port in container["ports"]]
        wanted = {
            "three probes of its own ports": all(
                next(iter(probe.get(way, {}).get("port") for way in ("httpGet", "tcpSocket") if way in probe), None) in own
                for probe in probed),
            "no variables of services": pod.get("enableServiceLinks") is False,
            "no token of the API": pod.get("automountServiceAccountToken") is False,
            "a user that is not root": pod["securityContext"].get("runAsNonRoot") is True,
            "a seccomp profile": pod["securityContext"].get("seccompProfile", {}).get("type") == "RuntimeDefault",
            "no escalation": container["securityContext"].get("allowPrivilegeEscalation") is False,
            "a root that is read-only": container["securityContext"].get("readOnlyRootFilesystem") is True,
            "no capabilities": container["securityContext"].get("capabilities", {}).get("drop") == ["ALL"],
            "limits": {"cpu", "memory"} <= container["resources"].get("limits", {}).keys(),
            "mounts of volumes that are there": {mount["name"] for mount in container.get("volumeMounts", [])}
            == {volume["name"] for volume in pod.get("volumes", [])},
        }
        wrong += [f"Deployment {name}: {container['name']} must have {what}" for what, there in wanted.items() if not there]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def docker(folder, name):
    deployments = {each["metadata"]["name"]: each for _, each in manifests(folder) if each["kind"] == "Deployment"}
    for _, pod, container in containers({name: deployments[name]}):
        limits = container["resources"]["limits"]
        print(f"--user={pod['securityContext']['runAsUser']}:{pod['securityContext']['runAsGroup']}")
        print("--security-opt=no-new-privileges\n--read-only\n--cap-drop=ALL")
        print(f"--cpus={limits['cpu']}\n--memory={limits['memory'].removesuffix('i')}")
        for mount in container["volumeMounts"]:
            print(f"--tmpfs={mount['mountPath']}:size=16m,mode=1777")
        for env in container["env"]:
            # What a secret or the pod itself would give is the test's.
            print(f"--env={env['name']}" + (f"={env['value']}" if "value" in env else ""))


def main(command, folder, *more):
    folder = pathlib.Path(folder)
    if command == "types":
        return types(folder)
    if command == "sense":
        return sense(folder, more)
    return docker(folder, *more)


if __name__ == "__main__":
    if len(sys.argv) < 3 or sys.argv[1] not in ("types", "sense", "docker"):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
