# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that are asked: nginx with one worker, and our practice server. On loopback only."""

import contextlib
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import time

from processes import Absent, CannotMeasure, child, measured

BODY_BYTES = 6_800
START_DEADLINE_S = 10

# One process, so that ending it ends all of it. Files that are open already are what a busy server has.
CONFIGURATION = """
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    default_type 'text/plain; charset=utf-8';
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    open_file_cache max=16 inactive=1h;
    open_file_cache_valid 1h;
    keepalive_timeout 1h;
    keepalive_requests 100000000;
    server {{
        listen 127.0.0.1:{port} backlog=4096 {protocol};
        root {folder}/files;
        {certificate}
    }}
}}
"""


def robots_text(size):
    lines = ["User-agent: *"] + [f"Disallow: /folder-{number}/" for number in range(size)]
    return "\n".join(lines)[:size - 1] + "\n"


def make_certificate(folder, environment):
    """A certificate for 127.0.0.1 that signs itself, as the name of its file; the key is beside it."""
    if not shutil.which("openssl"):
        raise Absent("openssl is not installed")
    certificate = folder / "certificate.pem"
    measured(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
              "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(folder / "key.pem"),
              "-out", str(certificate)], environment, 60)
    return certificate


def nginx_program():
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if not found:
        raise Absent("nginx is not installed")
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port, certificate):
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as probe:
            if certificate:
                ssl.create_default_context(cafile=str(certificate)).wrap_socket(probe, server_hostname="127.0.0.1").close()
            return True
    except OSError:
        return False


@contextlib.contextmanager
def nginx(folder, environment, certificate=None):
    """The URL of a page of BODY_BYTES, by HTTP/1.1, or with a certificate by HTTP/2 over TLS."""
    program, folder = nginx_program(), pathlib.Path(folder)
    (folder / "files").mkdir(parents=True, exist_ok=True)
    (folder / "files/robots.txt").write_text(robots_text(BODY_BYTES))
    lines = f"ssl_certificate {certificate}; ssl_certificate_key {certificate.parent}/key.pem;" if certificate else ""
    for _ in range(5):  # Between picking a port and listening on it, somebody else may take it.
        port = free_port()
        (folder / "nginx.conf").write_text(CONFIGURATION.format(
            folder=folder, port=port, protocol="ssl http2" if certificate else "", certificate=lines))
        command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
        with child(command, environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL) as server:
            give_up_at = time.monotonic() + START_DEADLINE_S
            while server.poll() is None and time.monotonic() < give_up_at:
                if is_listening(port, certificate):
                    yield f"{'https' if certificate else 'http'}://127.0.0.1:{port}/robots.txt"
                    return
                time.sleep(0.01)
    raise CannotMeasure(f"nginx did not start: {(folder / 'error.log').read_text().strip()[-500:]}")


@contextlib.contextmanager
def practice_server(programs, environment):
    """The URL of the practice server's page, to which a query may be added."""
    with child([str(programs / "fiftyfold-practice-server"), "--until-stdin-closes"], environment,
               stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        words = server.stdout.readline().split()
        if words[:1] != ["listening"]:
            raise CannotMeasure("the practice server did not start")
        yield words[1] + "robots.txt"
