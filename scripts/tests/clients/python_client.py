"""Python's http.client and raw sockets through the balancer. Prints `ok ...` for each check; fails at the first mistake.

usage: python_client.py http://HOST:PORT
"""
import hashlib
import http.client
import json
import os
import socket
import sys
import threading
import urllib.parse
import urllib.request

TRAFFIC = sys.argv[1]
HOST, PORT = urllib.parse.urlsplit(TRAFFIC).hostname, urllib.parse.urlsplit(TRAFFIC).port
PIPELINED = 1000
LINE = 8 * 1024
SECONDS = 30


def check(expected, got, what):
    if expected != got:
        sys.exit(f"expected {what} to be {expected}, got {got}")


def connection():
    return http.client.HTTPConnection(HOST, PORT, timeout=SECONDS)


def exchange(client, method, path, body=None, fields=(), **options):
    client.request(method, path, body, dict(fields), **options)
    answer = client.getresponse()
    return answer, answer.read()


def keeps_one_connection():
    client = connection()
    client.connect()
    first = client.sock
    for i in range(100):
        answer, body = exchange(client, "GET", f"/echo?{i}")
        check((200, f"/echo?{i}"), (answer.status, json.loads(body)["target"]), "the answer")
        answer, body = exchange(client, "HEAD", f"/bytes/{i + 1}")
        check((str(i + 1), b""), (answer.headers["Content-Length"], body), "the answer to HEAD")
    for size in (0, 1, 65536, 65537, 300_000, 1_000_000) * 5:
        data = os.urandom(size)
        check(data, exchange(client, "POST", "/mirror", data)[1], f"{size} bytes mirrored")
        pieces = (data[i:i + 7777] for i in range(0, size, 7777))
        check(data, exchange(client, "POST", "/mirror", pieces, encode_chunked=True)[1], f"{size} bytes in chunks")
    check(True, client.sock is first, "the connection kept")


def uploads_in_chunks():
    data = os.urandom(10 * 1024 * 1024)
    pieces = (data[i:i + 50_000] for i in range(0, len(data), 50_000))
    body = json.loads(exchange(connection(), "PUT", "/echo", pieces, encode_chunked=True)[1])
    check((len(data), hashlib.sha256(data).hexdigest()), (body["length"], body["sha256"]), "10 MB in chunks")
    with urllib.request.urlopen(urllib.request.Request(TRAFFIC + "/mirror", data), timeout=SECONDS) as answer:
        check(True, answer.read() == data, "10 MB mirrored to urllib")


def pipelines():
    """A thousand requests at once on one connection, every third of them HEAD or POST."""
    requests = []
    for i in range(PIPELINED):
        method, body = ("GET", "POST", "HEAD")[i % 3], f"body {i}" if i % 3 == 1 else ""
        requests.append((method, f"/echo?{i}", body))
    text = "".join(f"{method} {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\n\r\n{body}"
                   for method, path, body in requests)
    with socket.create_connection((HOST, PORT), SECONDS) as raw:
        threading.Thread(target=raw.sendall, args=(text.encode(),), daemon=True).start()
        reader = raw.makefile("rb")
        for method, path, body in requests:
            check(b"HTTP/1.1 200 OK\r\n", reader.readline(), f"the status of {path}")
            fields = http.client.parse_headers(reader)
            if method == "HEAD":
                continue
            echo = json.loads(reader.read(int(fields["Content-Length"])))
            digest = hashlib.sha256(body.encode()).hexdigest()
            check((method, path, digest), (echo["method"], echo["target"], echo["sha256"]), "the echo")


def passes_large_cookies():
    for size in (5 * 1024, LINE - len("Cookie: ")):
        answer, body = exchange(connection(), "GET", "/echo", fields={"Cookie": "c" * size})
        got = [value for name, value in json.loads(body)["fields"] if name == "cookie"]
        check((200, ["c" * size]), (answer.status, got), f"a cookie of {size} bytes")
    many = {f"X-Field-{i}": str(i) for i in range(98)}  # Host and Accept-Encoding make it 100
    answer, body = exchange(connection(), "GET", "/echo", fields=many)
    echo = dict(map(tuple, json.loads(body)["fields"]))
    check((200, "97"), (answer.status, echo["x-field-97"]), "100 field lines")


def refuses_what_is_over_a_limit():
    """The answer reaches the client where little is left unread; in any case no server hears of the request."""
    three = {f"X-Large-{i}": "x" * 8000 for i in range(5)}
    many = {f"X-Field-{i}": str(i) for i in range(99)}
    for status, target, fields in (
            (431, "/echo", {"Cookie": "c" * (LINE - len("Cookie: ") + 1)}), (431, "/echo", {"Cookie": "c" * 16 * 1024}),
            (431, "/echo", {"Cookie": "c" * 60 * 1024}), (431, "/echo", three), (431, "/echo", many),
            (414, "/echo?" + "q" * LINE, {}), (414, "/echo?" + "q" * 60 * 1024, {})):
        client = connection()
        answer, body = exchange(client, "GET", target, fields=fields)
        check((status, "close", status), (answer.status, answer.headers["Connection"], json.loads(body)["status"]),
              f"the answer to {len(target)} bytes of target, {len(fields)} fields")
    for size in (128 * 1024, 1024 * 1024):
        try:
            check(431, exchange(connection(), "GET", "/echo", fields={"Cookie": "c" * size})[0].status, "the status")
        except (ConnectionError, http.client.HTTPException) as e:
            print(f"a cookie of {size} bytes ends with {type(e).__name__}")
    check(200, exchange(connection(), "GET", "/echo")[0].status, "the status afterwards")


def raw(text):
    with socket.create_connection((HOST, PORT), SECONDS) as plain:
        plain.sendall(text)
        plain.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: plain.recv(65536), b""))


def speaks_http10():
    answer = raw(b"GET /chunked/100000 HTTP/1.0\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    check((False, 100_000), (b"transfer-encoding" in head.lower(), len(body)), "an answer of unknown length")
    answer = raw(b"GET /echo?1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /echo?2 HTTP/1.0\r\n\r\n")
    check((2, 1), (answer.count(b"HTTP/1.1 200"), answer.lower().count(b"connection: keep-alive")), "answers, kept")


for done in (keeps_one_connection, uploads_in_chunks, pipelines, passes_large_cookies, refuses_what_is_over_a_limit,
             speaks_http10):
    done()
    print("ok Python", done.__name__.replace("_", " "), flush=True)
