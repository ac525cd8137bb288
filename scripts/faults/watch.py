"""Polls a balancer's GET /servers a hundred times a second and writes each change, with the wall-clock time.

usage: watch.py ADMIN_PORT FILE     until SIGTERM

One JSON object a line: {"at": seconds, "servers": {id: row}} or {"at": seconds, "unreachable": why}. What was seen last
before a change is written too, so that counters on both sides of it are known.
"""
import http.client
import json
import signal
import sys
import threading
import time

KEPT = ("url", "state", "since", "reason", "requests", "failures", "inFlight", "lastProbe")
PAUSE = 0.01


def look(connection):
    connection.request("GET", "/servers")
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise ConnectionError(f"status {answer.status}")
    return {row["id"]: {name: row.get(name) for name in KEPT} for row in json.loads(text)["servers"]}


def watch(port, out, ended):
    connection, shape, last, written = None, None, None, None
    while not ended.is_set():
        try:
            connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            servers = look(connection)
            seen = {"at": time.time(), "servers": servers}
            now = {name: (row["url"], row["since"]) for name, row in servers.items()}
        except (OSError, http.client.HTTPException) as trouble:
            connection = None
            seen = {"at": time.time(), "unreachable": str(trouble) or type(trouble).__name__}
            now = "unreachable"
        if now != shape:
            if last is not None and last is not written:
                print(json.dumps(last), file=out, flush=True)
            print(json.dumps(seen), file=out, flush=True)
            written = seen
        shape, last = now, seen
        ended.wait(PAUSE)
    if last is not written:
        print(json.dumps(last), file=out, flush=True)


def main():
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        watch(int(sys.argv[1]), out, ended)


main()
