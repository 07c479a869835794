"""The address where a merge request for a branch is opened, by the form of the remote's address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SCP: Final = re.compile(r"(?:[^@/\s]+@)?(?P<host>[^:/\s]+):(?!//)(?P<path>[^\s]+)")
_SAID: Final = re.compile(r"^remote:.*?(https?://[^\s]+)", re.MULTILINE)
_AZURE_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class RemoteAddress:
    """Host and path of a remote, without scheme, user, password, port and `.git`."""

    host: str
    path: str
    scheme: str = "https"


def parse_remote(address: str) -> RemoteAddress | None:
    """Return host and path of a remote's address; None for a folder, or a form that is not known."""
    if "://" in address:
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme not in {"http", "https", "ssh", "git", "git+ssh"} or not parts.hostname:
            return None
        host = parts.hostname
        if parts.scheme in {"http", "https"} and parts.netloc.rpartition("@")[2].rpartition(":")[2].isdigit():
            host = parts.netloc.rpartition("@")[2]
        return RemoteAddress(host, _tidy(parts.path), "http" if parts.scheme == "http" else "https")
    found = _SCP.fullmatch(address)
    if found is None or len(found["host"]) == 1:  # a drive of Windows
        return None
    return RemoteAddress(found["host"], _tidy(found["path"]))


def _tidy(path: str) -> str:
    return path.strip("/").removesuffix(".git")


def merge_address(remote: str, branch: str, base: str, said: str = "") -> str:
    """Return the address where a merge request from `branch` into `base` is opened; empty if it is not known.

    `said` is what the remote said at the push: many servers say the address themselves.
    """
    parsed = parse_remote(remote)
    if parsed is None:
        return ""
    for is_kind, make in _KINDS.items():
        if is_kind(parsed):
            return make(parsed, quote(branch), quote(base))
    own = (found[1] for found in _SAID.finditer(said) if urlsplit(found[1]).hostname == parsed.host.partition(":")[0])
    return next(own, "")


def _github(remote: RemoteAddress, branch: str, base: str) -> str:
    return f"{remote.scheme}://{remote.host}/{remote.path}/compare/{base}...{branch}?expand=1"


def _gitlab(remote: RemoteAddress, branch: str, base: str) -> str:
    query = f"merge_request%5Bsource_branch%5D={branch}&merge_request%5Btarget_branch%5D={base}"
    return f"{remote.scheme}://{remote.host}/{remote.path}/-/merge_requests/new?{query}"


def _gitea(remote: RemoteAddress, branch: str, base: str) -> str:
    return f"{remote.scheme}://{remote.host}/{remote.path}/compare/{base}...{branch}"


def _bitbucket(remote: RemoteAddress, branch: str, base: str) -> str:
    return f"https://{remote.host}/{remote.path}/pull-requests/new?source={branch}&dest={base}"


def _bitbucket_server(remote: RemoteAddress, branch: str, base: str) -> str:
    project, _, name = remote.path.removeprefix("scm/").partition("/")
    owner = f"users/{project[1:]}" if project.startswith("~") else f"projects/{project}"
    refs = f"sourceBranch=refs%2Fheads%2F{quote(branch, safe='')}&targetBranch=refs%2Fheads%2F{quote(base, safe='')}"
    return f"{remote.scheme}://{remote.host}/{owner}/repos/{name}/pull-requests?create&{refs}"


def _azure(remote: RemoteAddress, branch: str, base: str) -> str:
    path = remote.path.removeprefix("v3/")
    host = "dev.azure.com" if remote.host in {"ssh.dev.azure.com", "vs-ssh.visualstudio.com"} else remote.host
    if "_git/" not in path and path.count("/") == _AZURE_PARTS - 1:
        organisation, project, name = path.split("/")
        path = f"{organisation}/{project}/_git/{name}"
    return f"https://{host}/{path}/pullrequestcreate?sourceRef={branch}&targetRef={base}"


def _named(*words: str) -> Callable[[RemoteAddress], bool]:
    return lambda remote: any(word in remote.host for word in words)


_KINDS: Final[Mapping[Callable[[RemoteAddress], bool], Callable[[RemoteAddress, str, str], str]]] = {
    _named("github"): _github,
    _named("gitlab"): _gitlab,
    _named("dev.azure.com", "visualstudio.com"): _azure,
    lambda remote: remote.host == "bitbucket.org": _bitbucket,
    lambda remote: "bitbucket" in remote.host or remote.path.startswith("scm/"): _bitbucket_server,
    _named("gitea", "forgejo", "codeberg"): _gitea,
}
"""Which remotes are of which kind, and the address at each; servers of other names say it themselves at the push."""
